import { seededRandom, shuffled } from '../../src/core/random.js';

/** How often answers fit their questions, and how often they would by chance. */
export interface ChanceMatches {
  readonly n: number;
  /** Share that fits, 0 to 1. */
  readonly share: number;
  /** Expected where answers have nothing to do with their questions: habits of answering are in it. */
  readonly expected: number;
  /** One-sided. */
  readonly pValue: number;
}

const draws = 9_999;

/**
 * Permutation test of whether answers go with their questions: answers are dealt out anew among questions of the same
 * group. Unlike a binomial test it is not misled by a model that likes one letter on a benchmark that likes it too.
 */
export function chanceMatches(
  rows: readonly { readonly group: string; readonly answer: string; readonly truth: string }[],
): ChanceMatches {
  const groups = new Map<string, { answers: string[]; truths: string[] }>();
  for (const { group, answer, truth } of rows) {
    const known = groups.get(group) ?? { answers: [], truths: [] };
    known.answers.push(answer);
    known.truths.push(truth);
    groups.set(group, known);
  }
  const fits = (answers: readonly string[], truths: readonly string[]): number =>
    answers.filter((answer, index) => answer === truths[index]).length;
  const all = [...groups.values()];
  const matches = all.reduce((sum, { answers, truths }) => sum + fits(answers, truths), 0);
  const expected = all.reduce(
    (sum, { answers, truths }) =>
      sum +
      answers.reduce((part, answer) => part + truths.filter((t) => t === answer).length, 0) / answers.length,
    0,
  );
  const random = seededRandom(rows.length, 'dealt out anew');
  let asMany = 1;
  for (let draw = 0; draw < draws; draw += 1) {
    const dealt = all.reduce((sum, { answers, truths }) => sum + fits(shuffled(answers, random), truths), 0);
    if (dealt >= matches) asMany += 1;
  }
  const n = Math.max(1, rows.length);
  return { n: rows.length, share: matches / n, expected: expected / n, pValue: asMany / (draws + 1) };
}
