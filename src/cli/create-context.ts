import { resolve } from 'node:path';
import { exists, makeFolder } from '../core/files.js';
import { type Workspace, workspaceAt } from '../core/workspace.js';
import { findConfigFile, loadConfigFile } from './config-file.js';
import type { CliContext } from './context.js';
import { readEnvironment } from './environment.js';
import type { HostProcess } from './host-process.js';
import type { Progress } from './progress.js';
import { resolveSettings } from './settings.js';

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

/** Everything a command may ask of the outside, read when it asks: a command that needs no config reads none. */
export function createContext({ host, options, signal, progress }: ContextSource): CliContext {
  const cwd = host.cwd();
  const configFile = once(() => findConfigFile(cwd, options.workspace ?? host.env['MIXEVAL_WORKSPACE']));
  const workspaceFolder = once(async () => {
    const named = options.workspace ?? host.env['MIXEVAL_WORKSPACE'];
    return named === undefined
      ? ((await configFile())?.folder ?? resolve(cwd, 'mixeval'))
      : resolve(cwd, named);
  });
  const environment = once(async () => readEnvironment(host.env, cwd, (await configFile())?.folder));
  return {
    cwd,
    env: host.env,
    columns: host.stdout.columns ?? 80,
    task: {
      signal,
      onProgress: (event) => progress.update(event),
      onWarning: (message) => progress.say(`warning: ${message}`),
    },
    environment,
    workspaceFolder,
    workspace: once(async () => madeWhenNeeded(await workspaceFolder(), (line) => progress.say(line))),
    settings: once(async () => {
      const found = await configFile();
      return resolveSettings(await environment(), found && (await loadConfigFile(found.path)));
    }),
    say: (line) => progress.say(line),
    stdin: host.stdin,
  };
}

async function madeWhenNeeded(root: string, say: (line: string) => void): Promise<Workspace> {
  if (!(await exists(root))) {
    await makeFolder(root);
    say(`Made the workspace ${root}`);
  }
  return workspaceAt(root);
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
