/** Finds and reads the config file. */

import { dirname, join, resolve } from 'node:path';
import { MixevalError } from '../core/errors.js';
import { exists } from '../core/files.js';
import { describeIssues } from '../core/parse.js';
import { type Config, configSchema } from './config-schema.js';

const names = ['ts', 'js', 'mjs', 'json', 'yaml', 'yml'].map((ending) => `mixeval.config.${ending}`);

export interface ConfigFile {
  readonly path: string;
  readonly folder: string;
}

export interface LoadedConfig {
  readonly path: string;
  readonly config: Config;
}

async function configIn(folder: string): Promise<ConfigFile | undefined> {
  for (const name of names) {
    const path = join(folder, name);
    if (await exists(path)) return { path, folder };
  }
  return undefined;
}

/**
 * The config file that counts: the one in the named workspace, or else the nearest one from the current folder
 * upwards.
 */
export async function findConfigFile(
  cwd: string,
  workspace: string | undefined,
): Promise<ConfigFile | undefined> {
  if (workspace !== undefined) return configIn(resolve(cwd, workspace));
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = await configIn(folder);
    if (found) return found;
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * Reads and checks a config file. TypeScript, JSON and YAML all go through c12.
 *
 * @throws MixevalError `usage`, naming the file and the field
 */
export async function loadConfigFile(path: string): Promise<LoadedConfig> {
  const { loadConfig } = await import('c12');
  let config: unknown;
  try {
    const loaded = await loadConfig({
      cwd: dirname(path),
      configFile: path,
      rcFile: false,
      globalRc: false,
      packageJson: false,
      dotenv: false,
      extend: false,
    });
    config = loaded.config;
  } catch (cause) {
    throw new MixevalError(
      'usage',
      `${path} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      {
        cause,
        next: 'Mend the file; `mixeval config` shows what it may hold.',
      },
    );
  }
  const parsed = configSchema.safeParse(config);
  if (parsed.success) return { path, config: parsed.data };
  throw new MixevalError('usage', `${path}: ${describeIssues(parsed.error, config)}`, {
    cause: parsed.error,
    next: 'Mend that field; `mixeval config` shows what the file may hold.',
  });
}
