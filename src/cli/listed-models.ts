import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { MixevalError, systemCode } from '../core/errors.js';
import { loadConfigFile } from './config-file.js';
import type { NamedModel } from './config-schema.js';

/** The models of a file given with `--models`. */
export interface ListedModels {
  readonly names: readonly string[];
  /** Those that the file itself defines. */
  readonly models: Readonly<Record<string, NamedModel>>;
}

const configEndings = new Set(['.ts', '.js', '.mjs', '.json', '.yaml', '.yml']);

/**
 * Reads the models of a file: one of a config file's form, all of whose `models` are asked and those that its `model` names,
 * or any other with one name a line; what follows `#` is a comment.
 *
 * @throws MixevalError `not-found`; `usage` for a file that names none, or one of a config's form that is not valid
 */
export async function listedModels(cwd: string, file: string): Promise<ListedModels> {
  const path = resolve(cwd, file);
  const listed = configEndings.has(extname(path)) ? await fromConfig(path) : await fromLines(path);
  if (listed.names.length > 0) return listed;
  throw new MixevalError('usage', `${path} names no model.`, {
    next: 'Write one name a line, such as openai:gpt-4o-mini.',
  });
}

async function fromConfig(path: string): Promise<ListedModels> {
  const {
    config: { model = [], models = {} },
  } = await loadConfigFile(path);
  const named = typeof model === 'string' ? [model] : model;
  return { names: [...new Set([...named, ...Object.keys(models)])], models };
}

async function fromLines(path: string): Promise<ListedModels> {
  const lines = (await read(path)).split('\n').map((line) => line.replace(/(?:^|\s)#.*/, '').trim());
  return { names: [...new Set(lines)].filter((line) => line !== ''), models: {} };
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (systemCode(cause) !== 'ENOENT') throw cause;
    throw new MixevalError('not-found', `There is no file ${path}.`, { cause, next: 'Check the path.' });
  }
}
