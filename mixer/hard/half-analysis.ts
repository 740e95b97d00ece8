import { observedDifficulty } from '../item-analysis/difficulty.js';
import { itemRestCorrelation, shrunkDiscrimination } from '../item-analysis/discrimination.js';
import type { ResponseMatrix } from '../item-analysis/responses.js';
import { standardised } from './acceptance.js';

/** What one half of the subjects says of items: by row of the matrix. */
export interface HalfAnalysis {
  /** In standard deviations from the mean. */
  readonly difficulty: Float64Array;
  /** Shrunk. */
  readonly discrimination: Float64Array;
}

/** The matrix of some of its subjects. */
export function ofSubjects(
  { subjects, rows, scores }: ResponseMatrix,
  chosen: readonly number[],
): ResponseMatrix {
  const part = new Float64Array(rows * chosen.length);
  for (let row = 0; row < rows; row += 1) {
    chosen.forEach((subject, place) => {
      part[row * chosen.length + place] = scores[row * subjects.length + subject] ?? Number.NaN;
    });
  }
  return { subjects: chosen.map((subject) => subjects[subject] ?? ''), rows, scores: part };
}

/**
 * Difficulty and discrimination as some of the subjects show them.
 *
 * @param sources the benchmark of each row
 */
export function analyseHalf(
  matrix: ResponseMatrix,
  chosen: readonly number[],
  sources: readonly string[],
): HalfAnalysis {
  const half = ofSubjects(matrix, chosen);
  const difficulty = observedDifficulty(half);
  const known = difficulty.filter((value) => !Number.isNaN(value));
  const answered = new Float64Array(matrix.rows).fill(chosen.length);
  return {
    difficulty: standardised(difficulty, known),
    discrimination: shrunkDiscrimination(itemRestCorrelation(half), answered, sources),
  };
}
