import { expect } from 'vitest';
import { type LoopbackOptions, type LoopbackServer, startLoopbackServer } from '../../eval/loopback/index.js';
import { answerSum, sumVersion, withSums } from '../../eval/testing/sum-release.js';
import type { Workspace } from '../../src/core/workspace.js';
import { mixeval, type SpawnOptions } from '../command-line.js';
import { items } from './world.js';

/** A command line against a server on loopback, in a workspace with 400 items. */
export interface CommandTrial {
  readonly server: LoopbackServer;
  readonly workspace: Workspace;
  /** `mixeval evaluate` with a model on the server. */
  readonly args: readonly string[];
}

/** Sets a trial of the command line up, tries, and takes everything down again. */
export async function onCommandTrial(
  options: Partial<LoopbackOptions>,
  work: (trial: CommandTrial) => Promise<void>,
): Promise<void> {
  await withSums({ items }, async (workspace) => {
    const server = await startLoopbackServer({ answer: answerSum, ...options });
    const onServer = ['--model', 'subject', '--base-url', server.baseUrl, '--concurrency', '20'];
    const args = ['evaluate', '--version', sumVersion, ...onServer, '--workspace', workspace.root];
    try {
      await work({ server, workspace, args });
    } finally {
      await server.close();
    }
  });
}

/** Runs a command that must end well, and gives its JSON and what it said. */
export async function finished(
  args: readonly string[],
  options?: SpawnOptions,
): Promise<{ readonly json: unknown; readonly stderr: string }> {
  const { code, stdout, stderr } = await mixeval([...args, '--json'], options);
  expect(code, stderr).toBe(0);
  return { json: JSON.parse(stdout), stderr };
}
