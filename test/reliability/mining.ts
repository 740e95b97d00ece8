import { execFileSync } from 'node:child_process';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '../../src/core/package.js';
import { emptyFolder, mixeval, start } from '../command-line.js';
import type { ReliabilityCase } from './case.js';
import { canMount } from './mount.js';
import { expectFailure, interruptedAfterFile, interruptedAt } from './world.js';

/** More texts than a session takes in before it is saved for the first time. */
const texts = 10_000;
const savedEvery = 5_000;

const records = (from: number): string =>
  Array.from(
    { length: texts },
    (_, at) => `{"prompt":"how do I mend part ${from + at} of the old garden gate"}\n`,
  ).join('');

/** Two large logs and between them an empty one, of which a warning tells when the second is begun. */
async function makeLogs(): Promise<readonly string[]> {
  const folder = await emptyFolder();
  await writeFile(join(folder, 'a.jsonl'), records(0));
  await writeFile(join(folder, 'empty.txt'), '');
  await writeFile(join(folder, 'b.jsonl'), records(texts - 10));
  return ['a.jsonl', 'empty.txt', 'b.jsonl'].map((name) => join(folder, name));
}

let logs: Promise<readonly string[]> | undefined;

/** The command that is broken off. */
async function command(): Promise<readonly string[]> {
  logs ??= makeLogs();
  return ['mine', ...(await logs), '--name', 'log', '--detector', 'rules'];
}

const usageShape = z.object({ peakMegabytes: z.number() });
const minedShape = z.object({
  read: z.number(),
  kept: z.number(),
  rejected: z.record(z.string(), z.number()),
});

interface Mined extends z.infer<typeof minedShape> {
  readonly corpus: string;
  readonly stderr: string;
}

async function mined(args: readonly string[], workspace: string): Promise<Mined> {
  const ended = await mixeval([...args, '--json', '--workspace', workspace]);
  expect(ended.code, ended.stderr).toBe(0);
  const corpus = await readFile(join(workspace, 'corpus/queries/log.jsonl'), 'utf8');
  return { ...minedShape.parse(JSON.parse(ended.stdout)), corpus, stderr: ended.stderr };
}

let unbroken: Promise<Mined> | undefined;

async function inOneGo(): Promise<Mined> {
  unbroken ??= command().then(async (args) => mined(args, await emptyFolder()));
  return unbroken;
}

/** What must be the same, in one go or in several. */
const outcome = ({ read, kept, rejected, corpus }: Mined) => ({ read, kept, rejected, corpus });

/** Texts that a command says were taken in before it. */
const taken = ({ stderr }: Mined): number =>
  Number(/Going on after ([\d,]+) texts/.exec(stderr)?.[1]?.replaceAll(',', ''));

/** A command that ends before its time, and the same one again: what an unbroken one gives. */
async function goesOn(
  signal: NodeJS.Signals,
  env: Record<string, string>,
  leastTaken: number,
): Promise<void> {
  const args = await command();
  const workspace = await emptyFolder();
  const broken = await mixeval([...args, '--workspace', workspace], { env });
  if (signal === 'SIGINT') expect(broken.code, broken.stderr).toBe(130);
  else expect(broken.signal).toBe(signal);
  expect((await readdir(join(workspace, 'corpus/queries'))).filter((name) => !name.startsWith('.'))).toEqual(
    [],
  );
  const again = await mined(args, workspace);
  expect(taken(again)).toBeGreaterThanOrEqual(leastTaken);
  expect(outcome(again)).toEqual(outcome(await inOneGo()));
}

/** What goes wrong while queries are mined. */
export const miningCases: readonly ReliabilityCase[] = [
  {
    given: 'Ctrl-C during `mine`, then the same command again',
    outcome:
      'exit 130; then it goes on after the last text taken in: the same corpus and counts as in one go',
    check: () => goesOn('SIGINT', interruptedAt('empty.txt is empty'), texts),
  },
  {
    given: 'SIGKILL during `mine`, then the same command again',
    outcome: 'it goes on after the last piece of 5,000 texts: the same corpus and counts as in one go',
    check: () => goesOn('SIGKILL', interruptedAfterFile('session.json', 'SIGKILL'), savedEvery),
  },
  {
    given: 'SIGKILL between the list of `mine --rejected` and the corpus, then the same command again',
    outcome: 'the same list and the same corpus as in one go; a repeat is refused and changes neither',
    check: async () => {
      const folder = await emptyFolder();
      const log = join(folder, 'log.txt');
      await writeFile(log, 'how do magnets work\nprivacy policy\nHow do magnets work\n');
      const mineIn = async (workspace: string, env: Record<string, string> = {}) => {
        const list = join(workspace, 'list.jsonl');
        const args = ['mine', log, '--detector', 'rules', '--rejected', list, '--workspace', workspace];
        const ended = await mixeval(args, { env });
        const corpus = join(workspace, 'corpus/queries/log.jsonl');
        const read = (file: string) => readFile(file, 'utf8').catch(() => undefined);
        return { ended, list: await read(list), corpus: await read(corpus) };
      };
      const whole = await mineIn(await emptyFolder());
      expect(whole.list?.trim().split('\n')).toHaveLength(2);
      const workspace = await emptyFolder();
      const broken = await mineIn(workspace, interruptedAfterFile('list.jsonl', 'SIGKILL'));
      expect(broken).toMatchObject({ ended: { signal: 'SIGKILL' }, list: whole.list, corpus: undefined });
      const { list, corpus } = whole;
      expect(await mineIn(workspace)).toMatchObject({ ended: { code: 0 }, list, corpus });
      expect(await mineIn(workspace)).toMatchObject({ ended: { code: 2 }, list, corpus });
    },
  },
  {
    given: 'Ctrl-C while `mine -` waits for standard input, then the same command again',
    outcome:
      'exit 130, nothing half-written, and that the input is to be piped in again; then the same corpus as in one go',
    check: async () => {
      const workspace = await emptyFolder();
      const running = start(['mine', '-', '--name', 'log', '--detector', 'rules', '--workspace', workspace], {
        keepStdinOpen: true,
      });
      running.process.stdin?.write('how do magnets work\n');
      await running.shows('mine:');
      running.process.kill('SIGINT');
      const broken = await running.ended;
      expect(broken.code, broken.stderr).toBe(130);
      expect(broken.stderr).toContain('Run the same command again, with the same input piped into it.');
      expect(await readdir(join(workspace, 'corpus/queries')).catch(() => [])).toEqual([]);
      const mineIn = async (place: string): Promise<string> => {
        const args = ['mine', '-', '--name', 'log', '--detector', 'rules', '--workspace', place];
        const ended = await mixeval(args, { stdin: 'how do magnets work\nwhy is the sky blue\n' });
        expect(ended.code, ended.stderr).toBe(0);
        return readFile(join(place, 'corpus/queries/log.jsonl'), 'utf8');
      };
      const again = await mineIn(workspace);
      expect(again.trim().split('\n')).toHaveLength(2);
      expect(again).toBe(await mineIn(await emptyFolder()));
    },
  },
  {
    given: 'a disk that is full in the middle of `mine`',
    outcome: 'exit 1: how to go on; with room again the same command goes on with what was taken in',
    skip: canMount() ? undefined : 'mounting a small disk needs Linux and root',
    check: async () => {
      const disk = await emptyFolder();
      const mount = (size: string, ...more: string[]): void => {
        execFileSync('mount', ['-t', 'tmpfs', '-o', [`size=${size}`, ...more].join(','), 'tmpfs', disk]);
      };
      mount('6m');
      try {
        const args = await command();
        const workspace = join(disk, 'workspace');
        expectFailure(await mixeval([...args, '--workspace', workspace]), 1, /space/i, /same command/);
        expect(await readdir(join(workspace, 'corpus/queries'))).toEqual(['.log.tmp']);
        mount('100m', 'remount');
        const again = await mined(args, workspace);
        expect(taken(again)).toBeGreaterThanOrEqual(savedEvery);
        expect(outcome(again)).toEqual(outcome(await inOneGo()));
      } finally {
        execFileSync('umount', [disk]);
      }
    },
  },
  {
    given: 'a line of 200 MB',
    outcome: 'the line is told and counted, those around it are mined, and it is never held in memory',
    check: async () => {
      const folder = await emptyFolder();
      const piece = gzipSync(Buffer.alloc(50 << 20, 'x'), { level: 1 });
      const line = [
        gzipSync('how do magnets work\n'),
        piece,
        piece,
        piece,
        piece,
        gzipSync('\nwhy is the sky blue\n'),
      ];
      const file = join(folder, 'log.txt.gz');
      await writeFile(file, Buffer.concat(line));
      const usage = join(folder, 'usage.json');
      const args = ['mine', file, '--max-expand', '1000', '--detector', 'rules', '--json'];
      const ended = await mixeval([...args, '--workspace', folder], {
        env: {
          NODE_OPTIONS: `--import ${join(packageRoot, 'bench/usage.mjs')}`,
          MIXEVAL_BENCH_USAGE: usage,
        },
      });
      expect(ended.code, ended.stderr).toBe(0);
      expect(JSON.parse(ended.stdout)).toMatchObject({ read: 2, kept: 2, badLines: 1 });
      expect(ended.stderr).toMatch(/line 2 is longer than 16 MB/);
      // Without such a line it takes 150 to 200 MB; held once as bytes and once as text it would take twice this.
      const { peakMegabytes } = usageShape.parse(JSON.parse(await readFile(usage, 'utf8')));
      expect(peakMegabytes).toBeLessThan(400);
    },
  },
  {
    given: 'a folder with one file among others that cannot be read',
    outcome: 'the file and the reason are told, the others are mined',
    skip: process.platform === 'win32' ? 'Windows has other permissions' : undefined,
    check: async () => {
      const folder = await emptyFolder();
      await writeFile(join(folder, 'a.txt'), 'how do magnets work\n');
      await writeFile(join(folder, 'b.txt'), 'why is the sky blue\n');
      await writeFile(join(folder, 'c.txt'), 'who built the canal\n');
      await chmod(join(folder, 'b.txt'), 0o000);
      await chmod(folder, 0o755);
      const workspace = await emptyFolder();
      await chmod(workspace, 0o777);
      // Root may read anything.
      const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
      const ended = await mixeval(['mine', folder, '--json', '--workspace', workspace], asNobody);
      expect(ended.code, ended.stderr).toBe(0);
      expect(JSON.parse(ended.stdout)).toMatchObject({ read: 2, failed: [{ code: 'permission' }] });
      expect(ended.stderr).toMatch(/permission.*b\.txt/);
    },
  },
];
