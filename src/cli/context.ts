/** What a command is given, and the output it returns. */

import type { LongTask } from '../core/progress.js';
import type { Workspace } from '../core/workspace.js';
import type { Environment } from './environment.js';
import type { Setting, Settings } from './settings.js';

/** A command's result: one JSON document for programs, text for people. Exactly one of them goes to stdout. */
export interface Output {
  readonly json: unknown;
  readonly text: string;
  /** Exit code, 0 unless said otherwise: 1 incomplete, 100 below a threshold. */
  readonly exitCode?: number;
}

/** What a command gets from the outside. Nothing in a command touches `process`. */
export interface CliContext {
  readonly cwd: string;
  readonly env: Environment;
  /** `env` and what `.env` files add: where keys are looked for. */
  environment(): Promise<Environment>;
  /** Columns of the terminal, 80 where there is none. */
  readonly columns: number;
  /** Columns that prose is wrapped at: what is read by programs, where there is no terminal, is not. */
  readonly proseColumns: number;
  /** Progress, warnings and the signal of Ctrl-C: handed on to every function of the library. */
  readonly task: LongTask & { readonly signal: AbortSignal };
  /** The folder of the workspace the user means, there or not, and who said so. */
  workspaceSetting(): Promise<Setting<string>>;
  workspaceFolder(): Promise<string>;
  /** The same as a layout. Whoever writes makes its folders; a command that only reads leaves none behind. */
  workspace(): Promise<Workspace>;
  /** Flag, environment, config file, default: merged, each with its origin. */
  settings(): Promise<Settings>;
  /** A line for people on stderr. */
  say(line: string): void;
  /** Standard input as bytes, for `-`. */
  readonly stdin: AsyncIterable<Uint8Array>;
}
