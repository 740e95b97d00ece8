import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  choiceRows,
  copiedVersion,
  freeFormRows,
  mixevalLines,
  put,
  withCopies,
} from '../../../eval/testing/copied-release.js';
import { mixeval } from '../../../test/command-line.js';

/** A model's two files, right in all free-form rows or in none. */
async function writeFiles(folder: string, model: string, right: boolean): Promise<string> {
  const responses = (rows: readonly { target: readonly (string | number)[] }[]) =>
    rows.map(({ target: [target] }) => ({
      response:
        typeof target === 'number' ? (target === 1 ? 'B' : 'A') : right ? String(target) : 'Ten thousand.',
    }));
  await put(
    join(folder, model, `${model}_close_freeform.jsonl`),
    mixevalLines(freeFormRows, responses(freeFormRows)),
  );
  await put(
    join(folder, model, `${model}_close_multichoice.jsonl`),
    mixevalLines(choiceRows, responses(choiceRows)),
  );
  return join(folder, model);
}

const gradedShape = z.object({ runs: z.array(z.object({ id: z.string(), score: z.number().nullable() })) });

describe('mixeval grade, compare and leaderboard', () => {
  it('score responses that exist, compare them, and rank them', async () => {
    await withCopies(async ({ root }, given) => {
      const run = (...args: string[]) => mixeval([...args, '--workspace', root]);
      const ids: string[] = [];
      for (const [model, right] of [
        ['good', true],
        ['bad', false],
      ] as const) {
        const folder = await writeFiles(given, model, right);
        const { code, stdout, stderr } = await run('grade', folder, '--version', copiedVersion, '--json');
        expect(code, stderr).toBe(0);
        const [graded] = gradedShape.parse(JSON.parse(stdout)).runs;
        expect(graded?.score).toBeCloseTo(right ? 1 : 2 / 6, 9);
        ids.push(graded?.id ?? '');
      }
      const compared = JSON.parse((await run('compare', ...ids, '--json')).stdout);
      expect(compared.pairs).toMatchObject([
        {
          a: 'good',
          b: 'bad',
          difference: expect.closeTo(4 / 6, 9),
          interval: [expect.any(Number), expect.any(Number)],
          pValue: expect.any(Number),
          adjustedPValue: expect.any(Number),
          verdict: expect.any(String),
        },
      ]);
      const shown = await run('compare', ...ids);
      expect(shown.stdout).toContain('good - bad');
      expect(shown.stdout).toContain('+66.7 points');
      const board = await run('leaderboard', '--version', copiedVersion);
      expect(board.stdout).toMatch(/^\s*1=?\s+\S+\s+100\.0 .*good$/m);
      const csv = await run('leaderboard', '--version', copiedVersion, '--format', 'csv');
      expect(csv.stdout.split('\r\n')).toHaveLength(4);
    });
  });

  it('exit 100 below a threshold, with the table all the same', async () => {
    await withCopies(async ({ root }, given) => {
      const run = (...args: string[]) => mixeval([...args, '--workspace', root]);
      await run('grade', await writeFiles(given, 'bad', false), '--version', copiedVersion);
      const limit = (share: string) => run('leaderboard', '--version', copiedVersion, '--fail-under', share);
      expect((await limit('0.3')).code).toBe(0);
      const below = await limit('50%');
      expect(below.code).toBe(100);
      expect(below.stdout).toContain('bad');
      expect(below.stderr).toContain('bad scores 33.3, which is below 50.0');
      expect((await limit('70')).code).toBe(2);
    });
  });

  it('exit 1 where responses are missing, and say how many', async () => {
    await withCopies(async ({ root }, given) => {
      const folder = await writeFiles(given, 'good', true);
      const file = join(folder, 'good_close_freeform.jsonl');
      const ended = await mixeval(['grade', file, '--version', copiedVersion, '--workspace', root, '--json']);
      expect(ended.code).toBe(1);
      expect(JSON.parse(ended.stdout).runs).toMatchObject([{ complete: false, score: null, interval: null }]);
      expect(ended.stderr).toContain('4 responses to 3 of 5 items');
      await writeFile(file, 'no response');
      const foreign = await mixeval(['grade', file, '--version', copiedVersion, '--workspace', root]);
      expect(foreign.code).toBe(1);
      expect(foreign.stderr).toContain('line 1');
    });
  });
});
