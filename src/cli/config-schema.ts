import { z } from 'zod';
import type { AskFunction } from '../../eval/index.js';
import { updateConfigSchema } from './update-config.js';

const settings = {
  kind: z.enum(['chat', 'base']).exactOptional(),
  /** 0 to 2; `server` sends none. */
  temperature: z.union([z.number().min(0).max(2), z.literal('server')]).exactOptional(),
  topP: z.number().gt(0).max(1).exactOptional(),
  maxTokens: z.number().int().positive().exactOptional(),
  stop: z.array(z.string()).exactOptional(),
  seed: z.number().int().exactOptional(),
  systemPrompt: z.string().exactOptional(),
  reasoningEffort: z.string().exactOptional(),
  /** US dollars per million tokens. */
  price: z
    .strictObject({ input: z.number().nonnegative(), output: z.number().nonnegative() })
    .exactOptional(),
  /** Further fields for the request's body, as they are. */
  extra: z.record(z.string(), z.unknown()).exactOptional(),
};

/** A model elsewhere under a name of the user's own: `models: { mine: { model: 'vllm:...', baseUrl: '...' } }`. */
const remoteModelSchema = z.strictObject({
  /** `provider:model`. */
  model: z.string(),
  baseUrl: z.url().exactOptional(),
  /** The environment variable that holds its key. */
  apiKeyEnv: z.string().exactOptional(),
  ...settings,
});

/** A model that a function of the config answers for: `models: { mine: { ask: async ({ messages }) => '...' } }`. */
const functionModelSchema = z.strictObject({
  ask: z.custom<AskFunction>((value) => typeof value === 'function', 'expected a function'),
  ...settings,
});

export const namedModelSchema = z.union([remoteModelSchema, functionModelSchema]);
export type NamedModel = z.infer<typeof namedModelSchema>;

/** What mixeval.config.{ts,json,yaml} may hold. */
export const configSchema = z.strictObject({
  model: z.union([z.string(), z.array(z.string())]).exactOptional(),
  judge: z.string().exactOptional(),
  parser: z.enum(['rule', 'model', 'cascade']).exactOptional(),
  baseUrl: z.url().exactOptional(),
  concurrency: z.number().int().positive().exactOptional(),
  /** Requests a minute at most, for each server. */
  rpm: z.number().positive().exactOptional(),
  /** Tokens a minute at most, for each server. */
  tpm: z.number().positive().exactOptional(),
  mirror: z.url().exactOptional(),
  encoder: z.string().exactOptional(),
  models: z.record(z.string(), namedModelSchema).exactOptional(),
  update: updateConfigSchema.exactOptional(),
});
export type Config = z.infer<typeof configSchema>;
