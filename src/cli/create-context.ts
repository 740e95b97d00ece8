import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MixevalError } from '../core/errors.js';
import { exists, removeIfEmpty } from '../core/files.js';
import { workspaceAt } from '../core/workspace.js';
import { findConfigFile, loadConfigFile } from './config-file.js';
import type { CliContext } from './context.js';
import { readEnvironment } from './environment.js';
import type { HostProcess } from './host-process.js';
import type { Progress } from './progress.js';
import { columnsOf } from './prose.js';
import { resolveSettings, type Setting } from './settings.js';

/** The options that every command has. */
export interface GlobalOptions {
  readonly workspace?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

export interface ContextSource {
  readonly host: HostProcess;
  readonly options: GlobalOptions;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** A command's context, and what is to be done when the command has ended. */
export interface OwnedContext {
  readonly context: CliContext;
  /** Says so where the command has made the workspace; one that it has put nothing into goes again. */
  end(): Promise<void>;
}

/** Everything a command may ask of the outside, read when it asks: a command that needs no config reads none. */
export function createContext({ host, options, signal, progress }: ContextSource): OwnedContext {
  const cwd = host.cwd();
  let missing: string | undefined;
  // Where the workspace lies may itself stand in `.env`, but only in the one of the current folder.
  const named = once(async (): Promise<Setting<string> | undefined> => {
    if (options.workspace !== undefined) return { value: options.workspace, origin: '--workspace' };
    const { MIXEVAL_WORKSPACE: folder } = await readEnvironment(host.env, cwd, undefined);
    return folder === undefined ? undefined : { value: folder, origin: 'MIXEVAL_WORKSPACE' };
  });
  const configFile = once(async () => findConfigFile(cwd, (await named())?.value));
  const workspaceSetting = once(async (): Promise<Setting<string>> => {
    const given = await named();
    const found = given ? undefined : await configFile();
    const value = resolve(cwd, given?.value ?? found?.folder ?? 'mixeval');
    if (await exists(value)) await requireFolder(value);
    else missing = value;
    return { value, origin: given?.origin ?? found?.path ?? 'default' };
  });
  const workspaceFolder = async (): Promise<string> => (await workspaceSetting()).value;
  const environment = once(async () => readEnvironment(host.env, cwd, (await configFile())?.folder));
  const context: CliContext = {
    cwd,
    env: host.env,
    columns: host.stdout.columns ?? 80,
    proseColumns: columnsOf(host.stdout),
    task: {
      signal,
      onProgress: (event) => progress.update(event),
      onWarning: (message) => progress.say(`warning: ${message}`),
    },
    environment,
    workspaceSetting,
    workspaceFolder,
    workspace: async () => workspaceAt(await workspaceFolder()),
    settings: once(async () => {
      const found = await configFile();
      return resolveSettings(await environment(), found && (await loadConfigFile(found.path)));
    }),
    say: (line) => progress.say(line),
    stdin: host.stdin,
  };
  return {
    context,
    end: async () => {
      if (missing === undefined || !(await exists(missing))) return;
      await removeIfEmpty(missing);
      if (await exists(missing)) progress.say(`Made the workspace ${missing}`);
    },
  };
}

async function requireFolder(path: string): Promise<void> {
  if ((await stat(path)).isDirectory()) return;
  throw new MixevalError('usage', `The workspace ${path} is a file, not a folder.`, {
    next: 'Name a folder with --workspace; it is made when it is needed.',
  });
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
