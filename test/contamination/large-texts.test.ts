import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { textReportSchema } from '../../eval/index.js';
import { packageRoot } from '../../src/core/package.js';
import { emptyFolder, mixeval, start } from '../command-line.js';
import { interruptedAt } from '../reliability/world.js';
import { openTown, prompts } from './town.js';

const { workspace, run } = await openTown();

describe('contamination --text that is broken off', () => {
  /** A small text that is finished at once, and a large one that takes seconds; both hold an item. */
  async function twoTexts(): Promise<readonly string[]> {
    const folder = await emptyFolder();
    const large = join(folder, 'large.txt');
    await writeFile(join(folder, 'a.txt'), `first\n${prompts[0]}\n`);
    const filler = Buffer.from(
      'some line that nobody asks anything in, and that is not looked for\n'.repeat(1e6),
    );
    await writeFile(large, filler);
    await appendFile(large, Buffer.concat([filler, Buffer.from(`${prompts[1]} 17\n`)]));
    return [join(folder, 'a.txt'), large];
  }

  const found = async (paths: readonly string[], ...more: string[]) => {
    const ended = await run('contamination', '--version', 'town', '--json', ...more, '--text', ...paths);
    expect(ended.code, ended.stderr).toBe(0);
    return textReportSchema.parse(JSON.parse(ended.stdout));
  };

  test.each([1, 2])(
    'Ctrl-C %i times: exit 130, nothing half-written, and the same command goes on',
    async (times) => {
      const paths = await twoTexts();
      const args = ['contamination', '--version', 'town', '--text', ...paths, '--workspace', workspace];
      const folder = join(workspace, 'contamination', 'town');
      const before = await readdir(folder).catch((): string[] => []);
      const running = start(args, { env: interruptedAt('scan') });
      if (times === 2) {
        await running.shows('Ctrl-C again');
        running.process.kill('SIGINT');
      }
      const broken = await running.ended;
      expect(broken.code, broken.stderr).toBe(130);
      const left = (await readdir(folder)).filter((name) => !before.includes(name));
      expect(left.filter((name) => !name.endsWith('.journal'))).toEqual([]);
      const report = await found(paths);
      expect(report).toMatchObject({ matches: 2, labels: { question: 1, 'question-and-answer': 1 } });
      expect((await readdir(folder)).filter((name) => /\.journal$|tmp/.test(name))).toEqual([]);
      expect(await found(paths, '--fresh')).toEqual(report);
    },
  );
});

test('memory does not grow with the text', async () => {
  const folder = await emptyFolder();
  const line = 'a line that nobody asks anything in, over and over again\n';
  const peakOf = async (megabytes: number): Promise<number> => {
    const path = join(folder, `${megabytes}.txt.gz`);
    // A gzip file may be several, one behind the other.
    const member = gzipSync(`${prompts[0]}\n${line.repeat(Math.ceil(1e7 / line.length))}`);
    await writeFile(path, Buffer.concat(Array<Buffer>(megabytes / 10).fill(member)));
    const usage = join(folder, `${megabytes}.json`);
    const ended = await mixeval(
      ['contamination', '--version', 'town', '--text', path, '--workspace', workspace],
      {
        env: { NODE_OPTIONS: `--import ${join(packageRoot, 'bench/usage.mjs')}`, MIXEVAL_BENCH_USAGE: usage },
      },
    );
    expect(ended.code, ended.stderr).toBe(0);
    return z.object({ peakMegabytes: z.number() }).parse(JSON.parse(await readFile(usage, 'utf8')))
      .peakMegabytes;
  };
  expect((await peakOf(400)) - (await peakOf(40))).toBeLessThan(150);
});
