import type { LongTask } from '../../src/core/progress.js';
import type { Model } from '../model.js';

/** Turns texts into unit vectors, row-major [texts.length, dimensions]: an encoder or its cache. */
export type Embed = (texts: readonly string[], task?: LongTask) => Promise<Float32Array>;

/** What a model is opened with, besides its name. */
export interface ModelOptions {
  /** An OpenAI-protocol server's base URL, usually ending in /v1. */
  readonly baseUrl?: string | undefined;
  /** The environment variable that holds its key, instead of the provider's own. */
  readonly apiKeyEnv?: string | undefined;
  /** True to say that its key is missing only when it is asked: it may not be. */
  readonly keyLater?: boolean | undefined;
  /** `base` for a model that continues text instead of answering. */
  readonly kind?: 'chat' | 'base' | undefined;
  /** True to leave the temperature to the server where the user sets none. */
  readonly serverTemperature?: boolean | undefined;
  /** Where keys are looked for. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** For baselines that compare texts; called when first needed. */
  readonly embed?: Embed | undefined;
}

/** A place that models come from. One file a provider (or one row of presets), one line in the registry. */
export interface Provider {
  /** What stands before the colon in a model's name. */
  readonly name: string;
  /** A full name that works as an example, for help and errors. */
  readonly example: string;
  /**
   * @param model what stands after the colon
   * @throws MixevalError `missing-key`, `usage`, `not-found`
   */
  open(model: string, options: ModelOptions): Promise<Model>;
}
