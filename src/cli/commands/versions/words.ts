/** Counts and shares in words. */

import type { Manifest } from '../../../../versions/index.js';

/** A release's counts in one line: `mixeval 2,000 + 2,000, mixeval-hard 500 + 500`. */
export function countsInWords(counts: Manifest['counts']): string {
  return Object.entries(counts)
    .map(
      ([benchmark, byFormat]) =>
        `${benchmark} ${withCommas(byFormat['free-form'])} + ${withCommas(byFormat['multiple-choice'])}`,
    )
    .join(', ');
}

export function withCommas(count: number): string {
  return count.toLocaleString('en-GB');
}

/** A share from 0 to 1 in per cent, as people read it. */
export function inPercent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
