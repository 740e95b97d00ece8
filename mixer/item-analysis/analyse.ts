import type { ItemResult } from '../../src/core/schemas/item-result.js';
import type { Suspect } from '../draft.js';
import type { Frame } from '../frame.js';
import type { KnownAnswers } from '../sampling/sizes.js';
import { observedDifficulty, subjectAccuracies } from './difficulty.js';
import { fewestSubjects, itemRestCorrelation, shrunkDiscrimination } from './discrimination.js';
import { predictDifficulty } from './predicted-difficulty.js';
import { answersTo, type ResponseMatrix, responseMatrix } from './responses.js';

/** What subjects' answers say of the frame's items; everything by row. */
export interface ItemAnalysis {
  /** Who answered what. */
  readonly matrix: ResponseMatrix;
  /** Subjects that answered any of the items. */
  readonly subjects: number;
  readonly answers: readonly KnownAnswers[];
  /** Observed where anybody has answered, else predicted where that was wanted, else NaN. 0 to 1. */
  readonly difficulty: Float64Array;
  readonly observed: readonly boolean[];
  /** Shrunk; 1 throughout where fewer than three subjects answered anything. */
  readonly discrimination: Float64Array;
  readonly constantDiscrimination: boolean;
  /** Of predicted with observed difficulty, by cross-validation; null with too few items. */
  readonly predictionCorrelation: number | null;
  /** Worst first. */
  readonly suspects: readonly Suspect[];
}

/**
 * Difficulty and discrimination of every item, observed or predicted (DESIGN, Hard).
 *
 * @param wanted rows whose difficulty is needed although nobody may have answered them
 * @returns undefined where no result is about an item of the frame
 */
export async function analyseItems(
  frame: Frame,
  results: readonly ItemResult[],
  wanted: readonly number[],
): Promise<ItemAnalysis | undefined> {
  const matrix = responseMatrix(frame.items, results);
  if (matrix.subjects.length === 0) return undefined;
  const answers = frame.items.map((_, row) => {
    const known = answersTo(matrix, row);
    return { right: known.reduce((sum, { score }) => sum + score, 0), subjects: known.length };
  });
  const observed = answers.map(({ subjects }) => subjects > 0);

  const difficulty = observedDifficulty(matrix);
  const unseen = wanted.filter((row) => !observed[row]);
  const predicted = await predictDifficulty(frame, difficulty, unseen);
  unseen.forEach((row, at) => {
    difficulty[row] = predicted.difficulty[at] ?? Number.NaN;
  });

  const constantDiscrimination = matrix.subjects.length < fewestSubjects;
  const itemRest = itemRestCorrelation(matrix);
  const discrimination = constantDiscrimination
    ? new Float64Array(frame.items.length).fill(1)
    : shrunkDiscrimination(
        itemRest,
        Float64Array.from(answers, ({ subjects }) => subjects),
        frame.items.map((item) => item.benchmark_name),
      );
  const suspects = frame.items.flatMap(({ id }, row) => {
    const r = discrimination[row] ?? 0;
    if (r >= 0 || Number.isNaN(itemRest[row] ?? Number.NaN)) return [];
    return [{ row, item: id, discrimination: r, difficulty: difficulty[row] ?? 0 }];
  });
  suspects.sort((a, b) => a.discrimination - b.discrimination || (a.item < b.item ? -1 : 1));

  return {
    matrix,
    subjects: matrix.subjects.length,
    answers,
    difficulty,
    observed,
    discrimination,
    constantDiscrimination,
    predictionCorrelation: predicted.correlation,
    suspects: withAnswers(suspects, matrix, results),
  };
}

/** Answers shown of a suspect. */
const mostAnswers = 5;

/** Suspects with what the strongest subjects answered: who goes through them sees why they are in doubt. */
function withAnswers(
  suspects: readonly (Omit<Suspect, 'answers'> & { readonly row: number })[],
  matrix: ResponseMatrix,
  results: readonly ItemResult[],
): Suspect[] {
  const accuracies = subjectAccuracies(matrix);
  const doubted = new Set(suspects.map(({ item }) => item));
  const key = (subject: string, item: string): string => `${item} ${subject}`;
  const texts = new Map<string, string>();
  for (const { subject, item, answer } of results) {
    if (answer === undefined || !doubted.has(item)) continue;
    const known = texts.get(key(subject, item));
    // Of several answers the first in order is shown, whichever came first.
    if (known === undefined || answer < known) texts.set(key(subject, item), answer);
  }
  return suspects.map(({ row, ...suspect }) => ({
    ...suspect,
    answers: answersTo(matrix, row)
      .sort((a, b) => (accuracies[b.subject] ?? 0) - (accuracies[a.subject] ?? 0) || a.subject - b.subject)
      .slice(0, mostAnswers)
      .map(({ subject, score }) => {
        const name = matrix.subjects[subject] ?? '';
        const answer = texts.get(key(name, suspect.item));
        return { subject: name, score, ...(answer === undefined ? {} : { answer }) };
      }),
  }));
}
