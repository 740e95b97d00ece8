import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/core/package.js';

/** How a command ended and what it said. */
export interface Ended {
  /** Exit code; null where a signal ended the process. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SpawnOptions {
  readonly cwd?: string;
  /** Added to an environment that holds nothing of mixeval's and no key. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** The test writes to `process.stdin` itself. */
  readonly keepStdinOpen?: boolean;
  /** Whom to run it as, where the test is run by root. */
  readonly uid?: number;
  readonly gid?: number;
}

/** A command that is running: for tests that interrupt it. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves once stderr or stdout has shown the text; rejects if the command ends before. */
  shows(text: string): Promise<void>;
}

const main = join(packageRoot, 'dist/src/cli/main.js');

/** Starts the built command line in a process of its own. */
export function start(
  args: readonly string[],
  { cwd, env = {}, stdin, keepStdinOpen, ...user }: SpawnOptions = {},
): Running {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: cwd ?? tmpdir(),
    env: { PATH: process.env['PATH'], HOME: tmpdir(), NO_COLOR: '1', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...user,
  });
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  const heard = (): void => {
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    heard();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    heard();
  });
  // A command that reads no input may end before it is written.
  child.stdin.on('error', () => undefined);
  if (!keepStdinOpen) child.stdin.end(stdin ?? '');
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return {
    process: child,
    ended,
    shows: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (stderr.includes(text) || stdout.includes(text)) resolve();
        };
        listeners.add(look);
        look();
        void ended.then(
          () => reject(new Error(`ended without showing "${text}":\n${stderr}${stdout}`)),
          reject,
        );
      }),
  };
}

/** Runs a command to its end. */
export function mixeval(args: readonly string[], options?: SpawnOptions): Promise<Ended> {
  return start(args, options).ended;
}

/** A new empty folder. */
export function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'mixeval-test-'));
}
