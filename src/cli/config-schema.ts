import { z } from 'zod';

/** A model under a name of the user's own: `models: { mine: { model: 'vllm:...', baseUrl: '...' } }`. */
export const namedModelSchema = z.strictObject({
  /** `provider:model`. */
  model: z.string(),
  baseUrl: z.url().exactOptional(),
  /** The environment variable that holds its key. */
  apiKeyEnv: z.string().exactOptional(),
  kind: z.enum(['chat', 'base']).exactOptional(),
  temperature: z.number().min(0).max(2).exactOptional(),
  topP: z.number().gt(0).max(1).exactOptional(),
  maxTokens: z.number().int().positive().exactOptional(),
  stop: z.array(z.string()).exactOptional(),
  seed: z.number().int().exactOptional(),
  systemPrompt: z.string().exactOptional(),
  /** US dollars per million tokens. */
  price: z
    .strictObject({ input: z.number().nonnegative(), output: z.number().nonnegative() })
    .exactOptional(),
  extra: z.record(z.string(), z.unknown()).exactOptional(),
});
export type NamedModel = z.infer<typeof namedModelSchema>;

/** What mixeval.config.{ts,json,yaml} may hold. */
export const configSchema = z.strictObject({
  model: z.union([z.string(), z.array(z.string())]).exactOptional(),
  judge: z.string().exactOptional(),
  parser: z.enum(['rule', 'model', 'cascade']).exactOptional(),
  baseUrl: z.url().exactOptional(),
  concurrency: z.number().int().positive().exactOptional(),
  mirror: z.url().exactOptional(),
  encoder: z.string().exactOptional(),
  models: z.record(z.string(), namedModelSchema).exactOptional(),
});
export type Config = z.infer<typeof configSchema>;
