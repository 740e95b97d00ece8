import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { systemCode } from '../core/errors.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment with what `.env` adds, from the workspace's folder and from the current one. What stands in the
 * real environment wins; an empty variable counts as not set.
 */
export async function readEnvironment(
  environment: Environment,
  cwd: string,
  workspaceFolder: string | undefined,
): Promise<Environment> {
  const folders = workspaceFolder === undefined || workspaceFolder === cwd ? [cwd] : [workspaceFolder, cwd];
  const files = await Promise.all(folders.map((folder) => readEnvFile(join(folder, '.env'))));
  const set = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  return { ...Object.assign({}, ...files), ...Object.fromEntries(set) };
}

async function readEnvFile(path: string): Promise<Environment> {
  try {
    return parseEnv(await readFile(path, 'utf8'));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return {};
    throw error;
  }
}
