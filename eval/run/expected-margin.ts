import { headsOf } from '../../src/core/resting-split.js';
import { batchVariance } from '../statistics/batch-variance.js';
import { limitedSplit } from '../statistics/limited-split.js';
import { sampleOf } from '../statistics/sample.js';
import { wilsonInterval } from '../statistics/wilson.js';
import type { RestingSplits } from './task.js';

/** The score at which an interval is widest. */
const middle = 0.5;

/**
 * About how wide an interval a run will have, before anything is asked: half the Wilson interval at a score of one half, with
 * the size that the items' weights and the batch come to if scores have nothing to do with weights. Scores near 0 or 1 have
 * narrower ones.
 *
 * @param limit so many items of each split; null for all
 * @returns half the width at 95 %, 0 to 1; null without items
 */
export function expectedMargin(
  splits: RestingSplits,
  limit: number | null,
): { readonly n: number; readonly margin: number | null } {
  const { observations, batchMatched } = sampleOf({
    'free-form': limitedSplit(headsOf(splits['free-form']), limit),
    'multiple-choice': limitedSplit(headsOf(splits['multiple-choice']), limit),
  });
  if (observations.length === 0) return { n: 0, margin: null };
  const total = observations.reduce((sum, { weight }) => sum + weight, 0);
  const shares = observations.map(({ weight }) => weight / total);
  const ofDraw = observations.reduce((sum, { pi }, index) => sum + (1 - pi) * (shares[index] ?? 0) ** 2, 0);
  const size = 1 / (ofDraw + batchVariance(observations, shares, batchMatched));
  const [low, high] = wilsonInterval(middle, size);
  return { n: observations.length, margin: (high - low) / 2 };
}
