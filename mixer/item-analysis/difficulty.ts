/** Difficulty as observed: failures weighted by the accuracy of those who failed. */

import { answersTo, type ResponseMatrix } from './responses.js';

/** Each subject's accuracy on what it answered, with one right and one wrong answer added: never 0 or 1. */
export function subjectAccuracies(matrix: ResponseMatrix): Float64Array {
  const right = new Float64Array(matrix.subjects.length).fill(1);
  const answered = new Float64Array(matrix.subjects.length).fill(2);
  for (let row = 0; row < matrix.rows; row += 1) {
    for (const { subject, score } of answersTo(matrix, row)) {
      right[subject] = (right[subject] ?? 0) + score;
      answered[subject] = (answered[subject] ?? 0) + 1;
    }
  }
  return right.map((sum, subject) => sum / (answered[subject] ?? 1));
}

/**
 * Accuracy-weighted failure rate: d_i = sum_s A_s (1 - y_si) / sum_s A_s over the subjects s that answered item i,
 * A_s their accuracy. What a strong subject misses is harder than what a weak one misses (Ni et al. 2024, MixEval,
 * section 3.3, weights failures by accuracy too).
 *
 * @returns by row, 0 (everybody is right) to 1; NaN where nobody has answered
 */
export function observedDifficulty(matrix: ResponseMatrix): Float64Array {
  const accuracies = subjectAccuracies(matrix);
  return Float64Array.from({ length: matrix.rows }, (_, row) => {
    let failed = 0;
    let weights = 0;
    for (const { subject, score } of answersTo(matrix, row)) {
      const accuracy = accuracies[subject] ?? 0;
      failed += accuracy * (1 - score);
      weights += accuracy;
    }
    return failed / weights;
  });
}
