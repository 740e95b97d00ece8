/** Discrimination: how well an item tells strong subjects from weak ones, shrunk. */

import { pearson } from '../../src/core/correlation.js';
import { answersTo, type ResponseMatrix } from './responses.js';
import { sourceMeans } from './source-means.js';

/** Fewer subjects than this say nothing about discrimination. */
export const fewestSubjects = 3;

/** How many items of a source the grand mean counts for. */
const grandMeanItems = 20;

/** Pearson's correlation; 0 where one side is constant: what does not vary tells nobody apart. */
export function correlation(x: readonly number[], y: readonly number[]): number {
  const found = pearson(x, y);
  return Number.isNaN(found) ? 0 : found;
}

/**
 * Item-rest correlation: over the subjects that answered an item, between their scores on it and their mean scores
 * on all others (Lord and Novick 1968, section 15.3: corrected for the item's own part).
 *
 * @returns by row, -1 to 1; 0 where all subjects got the same; NaN where fewer than three answered
 */
export function itemRestCorrelation(matrix: ResponseMatrix): Float64Array {
  const sums = new Float64Array(matrix.subjects.length);
  const counts = new Float64Array(matrix.subjects.length);
  for (let row = 0; row < matrix.rows; row += 1) {
    for (const { subject, score } of answersTo(matrix, row)) {
      sums[subject] = (sums[subject] ?? 0) + score;
      counts[subject] = (counts[subject] ?? 0) + 1;
    }
  }
  return Float64Array.from({ length: matrix.rows }, (_, row) => {
    const answers = answersTo(matrix, row).filter(({ subject }) => (counts[subject] ?? 0) > 1);
    if (answers.length < fewestSubjects) return Number.NaN;
    const rest = answers.map(
      ({ subject, score }) => ((sums[subject] ?? 0) - score) / ((counts[subject] ?? 0) - 1),
    );
    return correlation(
      answers.map(({ score }) => score),
      rest,
    );
  });
}

/**
 * Discrimination by empirical Bayes (Efron and Morris 1975): each item's correlation is drawn towards its source's
 * mean by the part of its variance that is only the chance of who answered, (1 - r²)² / (subjects - 1); what varies
 * beyond that between items, tau², is estimated from all of them. An item without a correlation of its own has its
 * source's mean: discrimination cannot be predicted from the text.
 *
 * @param observed item-rest correlation by row, NaN where there is none
 * @param subjects how many answered, by row
 * @param sources the benchmark of each row
 */
export function shrunkDiscrimination(
  observed: Float64Array,
  subjects: Float64Array,
  sources: readonly string[],
): Float64Array {
  const meanOf = sourceMeans(observed, sources, grandMeanItems);
  const means = observed.map((_, row) => meanOf(sources[row] ?? ''));
  const chance = means.map((mean, row) => (1 - mean * mean) ** 2 / Math.max(1, (subjects[row] ?? 0) - 1));
  let excess = 0;
  let varying = 0;
  observed.forEach((value, row) => {
    // Zero stands for items that all subjects answered alike; they have no sampling variance to compare with.
    if (Number.isNaN(value) || value === 0) return;
    excess += (value - (means[row] ?? 0)) ** 2 - (chance[row] ?? 0);
    varying += 1;
  });
  const between = varying === 0 ? 0 : Math.max(0, excess / varying);
  return observed.map((value, row) => {
    const mean = means[row] ?? 0;
    if (Number.isNaN(value) || between === 0) return mean;
    return mean + (between / (between + (chance[row] ?? 0))) * (value - mean);
  });
}
