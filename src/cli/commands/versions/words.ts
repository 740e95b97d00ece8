/** Counts and shares in words. */

import type { Manifest } from '../../../../versions/index.js';
import { withCommas } from '../../../core/text-table.js';

/** A release's counts in one line: `mixeval 2,000 + 2,000, mixeval-hard 500 + 500`. */
export function countsInWords(counts: Manifest['counts']): string {
  return Object.entries(counts)
    .map(
      ([benchmark, byFormat]) =>
        `${benchmark} ${withCommas(byFormat['free-form'])} + ${withCommas(byFormat['multiple-choice'])}`,
    )
    .join(', ');
}
