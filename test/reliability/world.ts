import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type LoopbackOptions, type LoopbackServer, startLoopbackServer } from '../../eval/loopback/index.js';
import { packageRoot } from '../../src/core/package.js';
import { type Ended, emptyFolder, mixeval } from '../command-line.js';

/** The starter corpus, as every case can use it. */
export const starter = join(packageRoot, 'corpus/starter');

/** Checks that a command ended well and gives its JSON. */
export async function succeed(args: readonly string[], env: Record<string, string> = {}): Promise<unknown> {
  const ended = await mixeval([...args, '--json'], { env });
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  return JSON.parse(ended.stdout);
}

/** A command that sends itself Ctrl-C, or another signal, when its stderr first shows the text. */
export function interruptedAt(text: string, signal: NodeJS.Signals = 'SIGINT'): Record<string, string> {
  return { ...interrupted(signal), MIXEVAL_TEST_INTERRUPT_AT: text };
}

/** A command that sends itself a signal when a file of this name is first in its place. */
export function interruptedAfterFile(name: string, signal: NodeJS.Signals): Record<string, string> {
  return { ...interrupted(signal), MIXEVAL_TEST_INTERRUPT_AFTER_FILE: name };
}

function interrupted(signal: NodeJS.Signals): Record<string, string> {
  return {
    NODE_OPTIONS: `--import ${join(packageRoot, 'test/interrupt-at.mjs')}`,
    MIXEVAL_TEST_SIGNAL: signal,
  };
}

let template: Promise<string> | undefined;

/** A workspace of its own that holds the starter's queries and pool and one small release, `2026-01-31`. */
export async function workspaceWithRelease(): Promise<string> {
  template ??= makeTemplate();
  const folder = await emptyFolder();
  await cp(await template, folder, { recursive: true });
  return folder;
}

async function makeTemplate(): Promise<string> {
  const folder = await workspaceWithCorpus();
  await succeed(['build', '--version', release, ...small, '--workspace', folder]);
  return folder;
}

/** A workspace of its own that holds the starter's queries and pool. */
export async function workspaceWithCorpus(): Promise<string> {
  corpus ??= makeCorpus();
  const folder = await emptyFolder();
  await cp(await corpus, folder, { recursive: true });
  return folder;
}

let corpus: Promise<string> | undefined;

async function makeCorpus(): Promise<string> {
  const folder = await emptyFolder();
  await succeed(['mine', join(starter, 'queries.jsonl'), '--name', 'starter', '--workspace', folder]);
  await succeed(['pool', 'add', 'starter', '--workspace', folder]);
  return folder;
}

/** The release of the prepared workspace, and the size of releases in these tests. */
export const release = '2026-01-31';
export const small = ['--size', '20', '--hard-size', '0'] as const;

/** Runs `work` with a server on loopback, and closes it. */
export async function withServer<T>(
  options: LoopbackOptions,
  work: (server: LoopbackServer) => Promise<T>,
): Promise<T> {
  const server = await startLoopbackServer(options);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

/** What every clear failure has: the exit code, one `error:` line with the facts, and a next step. */
export function expectFailure(ended: Ended, code: number, ...facts: readonly (string | RegExp)[]): void {
  expect(ended.code, ended.stderr + ended.stdout).toBe(code);
  expect(ended.stderr).toMatch(/^error: /m);
  expect(ended.stderr).toMatch(/^ {2}next: /m);
  for (const fact of facts)
    expect(ended.stderr).toMatch(fact instanceof RegExp ? fact : new RegExp(escaped(fact)));
  expect(ended.stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
