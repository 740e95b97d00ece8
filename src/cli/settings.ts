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

/** One setting's value and where it came from: `--model`, `MIXEVAL_MODEL`, the config file's path, `default`. */
export interface Setting<T> {
  readonly value: T;
  readonly origin: string;
}

/** The settings that stand in the environment or the config file; a command's flags go before them. */
export interface Settings {
  /** Models under test; empty where none was given. */
  readonly model: Setting<readonly string[]>;
  readonly judge: Setting<string | undefined>;
  readonly parser: Setting<'rule' | 'model' | 'cascade' | undefined>;
  readonly baseUrl: Setting<string | undefined>;
  readonly concurrency: Setting<number>;
  /** Where `versions pull` fetches from. */
  readonly mirror: Setting<string | undefined>;
  readonly encoder: Setting<string>;
  readonly models: Setting<Readonly<Record<string, NamedModel>>>;
}
