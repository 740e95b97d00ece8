import { MixevalError } from '../src/core/errors.js';
import type { Benchmark } from '../src/core/schemas/release-item.js';
import type { SplitPlan } from './plan.js';

const flags: Readonly<Record<Benchmark, string>> = { mixeval: '--size', 'mixeval-hard': '--hard-size' };

/**
 * Sees to it that every split can be filled.
 *
 * @throws MixevalError `too-few`, saying of every split at once what is possible
 */
export function checkPossible(plans: readonly SplitPlan[]): void {
  const short = plans.filter(({ places, possible }) => possible < places);
  if (short.length === 0) return;
  const asked = short.map(
    ({ benchmark, candidates, places, possible }) =>
      `${benchmark}, ${candidates.format}: ${possible} for ${places} places`,
  );
  const smaller = [...new Set(short.map(({ benchmark }) => benchmark))].map((benchmark) => {
    const possible = plans.filter((plan) => plan.benchmark === benchmark).map((plan) => plan.possible);
    return { flag: flags[benchmark], possible: Math.min(...possible) };
  });
  const hopeless = smaller.some(({ flag, possible }) => flag === flags.mixeval && possible === 0);
  throw new MixevalError('too-few', `Too few items that queries of the batch match (${asked.join('; ')}).`, {
    next: hopeless
      ? 'Add benchmark items or queries, or lower the similarity that counts as a match (--similarity-floor).'
      : `Ask for ${smaller.map(({ flag, possible }) => `${flag} ${possible}`).join(' ')} or less, or add items or queries.`,
    details: {
      possible: plans.map(({ benchmark, candidates, places, possible }) => ({
        benchmark,
        format: candidates.format,
        places,
        possible,
      })),
    },
  });
}
