import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { emptyFolder, mixeval } from '../command-line.js';
import type { ReliabilityCase } from './case.js';
import { expectFailure, interruptedAt, small, starter, succeed, workspaceWithCorpus } from './world.js';

/** The bytes of every file of a release, by name. */
async function bytesOf(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const bytes = await Promise.all(files.sort().map((file) => readFile(file, 'base64')));
  return Object.fromEntries(
    files.sort().map((file, index) => [file.slice(folder.length), bytes[index] ?? '']),
  );
}

const build = (workspace: string, ...args: string[]): string[] => [
  'build',
  ...['--version', '2026-02-28', '--workspace', workspace, ...small],
  ...args,
];

/** Ctrl-C in one stage of a build, then the same command again: the same bytes as an unbroken build. */
function interruptedBuild(stage: string, ...args: string[]): ReliabilityCase {
  return {
    given: `Ctrl-C in \`build\`, at the stage \`${stage}\`, then the same command again`,
    outcome: 'exit 130 and no release; then a release with the same bytes as one built in one go',
    check: async () => {
      const workspace = await workspaceWithCorpus();
      const broken = await mixeval(build(workspace, ...args), { env: interruptedAt(`${stage}:`) });
      expect(broken.code, broken.stderr).toBe(130);
      const listed = await succeed(['versions', 'list', '--workspace', workspace]);
      expect(JSON.stringify(listed)).not.toContain('2026-02-28');
      await succeed(build(workspace, ...args));
      const whole = await workspaceWithCorpus();
      await succeed(build(whole, ...args));
      const folder = join('versions', '2026-02-28');
      expect(await bytesOf(join(workspace, folder))).toEqual(await bytesOf(join(whole, folder)));
    },
  };
}

/** What goes wrong with what comes in, and while it is made into a release. */
export const corpusCases: readonly ReliabilityCase[] = [
  {
    given: 'a source that is not there',
    outcome: 'exit 1: its path',
    check: async () => {
      const ended = await mixeval(['mine', 'no-such-file.jsonl', '--workspace', await emptyFolder()]);
      expectFailure(ended, 1, 'no-such-file.jsonl');
    },
  },
  {
    given: '`mine --rejected` with a file that is there, such as the source itself',
    outcome: 'exit 2, and the file is as it was',
    check: async () => {
      const folder = await emptyFolder();
      const file = join(folder, 'log.txt');
      await writeFile(file, 'how do magnets work\n');
      const ended = await mixeval(['mine', file, '--rejected', file, '--workspace', folder]);
      expectFailure(ended, 2, 'log.txt');
      expect(await readFile(file, 'utf8')).toBe('how do magnets work\n');
    },
  },
  {
    given: 'a JSON Lines file cut off in the middle of a line',
    outcome: 'file and line are named and counted, the rest is read',
    check: async () => {
      const folder = await emptyFolder();
      const file = join(folder, 'log.jsonl');
      await writeFile(file, '{"prompt":"how do magnets work"}\n{"prompt":"why is the sky bl');
      const ended = await mixeval(['mine', file, '--json', '--workspace', folder]);
      expect(ended.code, ended.stderr).toBe(0);
      expect(JSON.parse(ended.stdout)).toMatchObject({ kept: 1 });
      expect(ended.stderr).toMatch(/log\.jsonl.*line 2/);
    },
  },
  {
    given: 'column names that the file does not have',
    outcome: 'exit 1 or 2: the columns that it has',
    check: async () => {
      const folder = await emptyFolder();
      const file = join(folder, 'questions.csv');
      await writeFile(file, 'question,answer\nWhat is 2 + 2?,4\n');
      const map = ['--map', 'prompt=frage,target=answer'];
      const ended = await mixeval(['pool', 'add', 'ours', file, ...map, '--workspace', folder]);
      expect([1, 2]).toContain(ended.code);
      expect(ended.stderr).toMatch(/frage/);
      expect(ended.stderr).toMatch(/question.*answer/s);
    },
  },
  {
    given: 'a build without a pool',
    outcome: 'exit 1: `mixeval pool add`',
    check: async () => {
      const workspace = await emptyFolder();
      await succeed(['mine', join(starter, 'queries.jsonl'), '--workspace', workspace]);
      expectFailure(await mixeval(build(workspace)), 1, 'pool add');
    },
  },
  {
    given: 'a build without queries',
    outcome: 'exit 1: `mixeval mine`',
    check: async () => {
      const workspace = await emptyFolder();
      await succeed(['pool', 'add', 'starter', '--workspace', workspace]);
      expectFailure(await mixeval(build(workspace)), 1, 'mixeval mine');
    },
  },
  {
    given: 'fewer items than the size asked for',
    outcome: 'exit 1: the size that is possible, which then works',
    check: async () => {
      const workspace = await workspaceWithCorpus();
      const args = ['build', '--version', '2026-02-28', '--hard-size', '0', '--workspace', workspace];
      const ended = await mixeval([...args, '--size', '5000']);
      expectFailure(ended, 1, '--size');
      const possible = /--size (\d+)/.exec(ended.stderr)?.[1];
      await succeed([...args, '--size', String(possible)]);
    },
  },
  interruptedBuild('encode'),
  interruptedBuild('index', '--index', 'hnsw'),
  interruptedBuild('sample'),
];
