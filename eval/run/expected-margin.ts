import type { Format } from '../../src/core/schemas/item.js';
import type { Split } from '../../src/core/schemas/release-item.js';
import { kishSize } from '../statistics/kish.js';
import { sampleOf, takeFirst } from '../statistics/sample.js';
import { wilsonInterval } from '../statistics/wilson.js';

/** The score at which an interval is widest. */
const middle = 0.5;

/**
 * About how wide an interval a run will have, before anything is asked: half the Wilson interval at a score of one half,
 * with the effective size of the items' weights (Kish 1965). Scores near 0 or 1 have narrower ones.
 *
 * @param limit the first so many items of each split; null for all
 * @returns half the width at 95 %, 0 to 1; null without items
 */
export function expectedMargin(
  splits: Readonly<Record<Format, Split>>,
  limit: number | null,
): { readonly n: number; readonly margin: number | null } {
  const { observations } = sampleOf({
    'free-form': takeFirst(splits['free-form'], limit),
    'multiple-choice': takeFirst(splits['multiple-choice'], limit),
  });
  if (observations.length === 0) return { n: 0, margin: null };
  const [low, high] = wilsonInterval(middle, kishSize(observations.map(({ weight }) => weight)));
  return { n: observations.length, margin: (high - low) / 2 };
}
