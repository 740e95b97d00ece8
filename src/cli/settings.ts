import { z } from 'zod';
import { MixevalError } from '../core/errors.js';
import { describeIssues } from '../core/parse.js';
import type { LoadedConfig } from './config-file.js';
import type { NamedModel } from './config-schema.js';
import type { Environment } from './environment.js';
import type { UpdateConfig } from './update-config.js';

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
  readonly rpm: Setting<number | undefined>;
  readonly tpm: Setting<number | undefined>;
  /** Where `versions pull` fetches from. */
  readonly mirror: Setting<string | undefined>;
  readonly encoder: Setting<string>;
  readonly models: Setting<Readonly<Record<string, NamedModel>>>;
  /** What `mixeval update` does; its origin is the config file, which its paths are seen from. */
  readonly update: Setting<UpdateConfig | undefined>;
}

/** Each setting's variable, the shape of its text, and its default. */
const fromEnvironment = z.object({
  MIXEVAL_MODEL: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    )
    .exactOptional(),
  MIXEVAL_JUDGE: z.string().exactOptional(),
  MIXEVAL_PARSER: z.enum(['rule', 'model', 'cascade']).exactOptional(),
  MIXEVAL_BASE_URL: z.url().exactOptional(),
  MIXEVAL_CONCURRENCY: z.coerce.number().int().positive().exactOptional(),
  MIXEVAL_RPM: z.coerce.number().positive().exactOptional(),
  MIXEVAL_TPM: z.coerce.number().positive().exactOptional(),
  MIXEVAL_MIRROR: z.url().exactOptional(),
  MIXEVAL_ENCODER: z.string().exactOptional(),
});

/**
 * Environment before config file before default, each value with its origin.
 *
 * @throws MixevalError `usage` for a variable with a value that cannot be
 */
export function resolveSettings(environment: Environment, loaded: LoadedConfig | undefined): Settings {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([name]) => name.startsWith('MIXEVAL_')),
  );
  const parsed = fromEnvironment.safeParse(present);
  if (!parsed.success) {
    throw new MixevalError('usage', `In the environment, ${describeIssues(parsed.error, present)}`, {
      cause: parsed.error,
      next: 'Mend or unset that variable.',
    });
  }
  const set = parsed.data;
  const file = loaded?.config ?? {};
  const pick = <T>(
    variable: keyof typeof set,
    value: T | undefined,
    inFile: T | undefined,
    standard: T,
  ): Setting<T> => {
    if (value !== undefined) return { value, origin: variable };
    if (inFile !== undefined) return { value: inFile, origin: loaded?.path ?? 'config' };
    return { value: standard, origin: 'default' };
  };
  const models = typeof file.model === 'string' ? [file.model] : file.model;
  return {
    model: pick<readonly string[]>('MIXEVAL_MODEL', set.MIXEVAL_MODEL, models, []),
    judge: pick<string | undefined>('MIXEVAL_JUDGE', set.MIXEVAL_JUDGE, file.judge, undefined),
    parser: pick<'rule' | 'model' | 'cascade' | undefined>(
      'MIXEVAL_PARSER',
      set.MIXEVAL_PARSER,
      file.parser,
      undefined,
    ),
    baseUrl: pick<string | undefined>('MIXEVAL_BASE_URL', set.MIXEVAL_BASE_URL, file.baseUrl, undefined),
    concurrency: pick('MIXEVAL_CONCURRENCY', set.MIXEVAL_CONCURRENCY, file.concurrency, 32),
    rpm: pick<number | undefined>('MIXEVAL_RPM', set.MIXEVAL_RPM, file.rpm, undefined),
    tpm: pick<number | undefined>('MIXEVAL_TPM', set.MIXEVAL_TPM, file.tpm, undefined),
    mirror: pick<string | undefined>('MIXEVAL_MIRROR', set.MIXEVAL_MIRROR, file.mirror, undefined),
    encoder: pick('MIXEVAL_ENCODER', set.MIXEVAL_ENCODER, file.encoder, 'all-MiniLM-L6-v2/exact'),
    models: {
      value: file.models ?? {},
      origin: file.models ? (loaded?.path ?? 'config') : 'default',
    },
    update: {
      value: file.update,
      origin: file.update ? (loaded?.path ?? 'config') : 'default',
    },
  };
}
