import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GradeRecord } from '../records.js';
import { repeatScores } from './repeats.js';
import { emptySplit, freeFormItem } from './sample.fixture.js';
import { sampleOf } from './sample.js';

/** Grades of items by their answers: "right" is right, null could not be read, anything else is wrong. */
function scored(answers: readonly (readonly (string | null)[])[], weights: readonly number[] = []) {
  const items = answers.map((_, index) => freeFormItem(index, { weight: weights[index] ?? 1 }));
  const sample = sampleOf({ 'free-form': { ...emptySplit, items }, 'multiple-choice': emptySplit });
  const grades = answers.flatMap((ofItem, index) =>
    ofItem.map(
      (answer, repeat): GradeRecord => ({
        item: items[index]?.id ?? '',
        repeat,
        key: '',
        parser: 'rule',
        by: 'test',
        confidence: 1,
        ...(answer === null
          ? { score: null, reason: 'unparsed' as const }
          : { score: Number(answer === 'right'), answer }),
      }),
    ),
  );
  return repeatScores(sample, grades, answers[0]?.length ?? 0);
}

describe('repeats', () => {
  test('are nothing where each question was asked once', async () => {
    expect(await scored([['right'], ['wrong']])).toBeNull();
    expect(await scored([])).toBeNull();
  });

  test('tell spread, vote and pass@k', async () => {
    const found = await scored([
      ['right', 'right', 'b'],
      ['c', 'right', 'c'],
      [null, 'd', 'right'],
    ]);
    // By repeat 1/3, 2/3 and 1/3 are right.
    expect(found?.spread).toBeCloseTo(Math.sqrt(1 / 27), 10);
    // "right" wins the first, "c" the second, "d" the third: it came first.
    expect(found?.majorityVote).toBeCloseTo(1 / 3, 10);
    expect(found?.passAtK[0]).toBeCloseTo(4 / 9, 10);
    // Of two in three answers: 1, 2/3 and 2/3.
    expect(found?.passAtK[1]).toBeCloseTo(7 / 9, 10);
    expect(found?.passAtK[2]).toBe(1);
  });

  test('weigh items as the score does', async () => {
    const found = await scored(
      [
        ['right', 'right'],
        ['a', 'b'],
      ],
      [3, 1],
    );
    expect(found).toEqual({ repeats: 2, spread: 0, majorityVote: 0.75, passAtK: [0.75, 0.75] });
  });

  test('pass@1 is the mean, and more answers never pass less often', async () => {
    const answer = fc.constantFrom('right', 'wrong', null);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 6 }).chain((repeats) =>
          fc.array(fc.array(answer, { minLength: repeats, maxLength: repeats }), {
            minLength: 1,
            maxLength: 8,
          }),
        ),
        async (answers) => {
          const passAtK = (await scored(answers))?.passAtK ?? [];
          const all = answers.flat();
          expect(passAtK[0]).toBeCloseTo(all.filter((given) => given === 'right').length / all.length, 9);
          for (const [index, value] of passAtK.entries()) {
            expect(value).toBeGreaterThanOrEqual((passAtK[index - 1] ?? 0) - 1e-12);
          }
          const any = answers.filter((given) => given.includes('right')).length / answers.length;
          expect(passAtK.at(-1)).toBeCloseTo(any, 9);
        },
      ),
    );
  });
});
