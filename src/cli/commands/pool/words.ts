/** What was added, rejected and refused, in words. */

import type { PoolReport, RefusedFile } from '../../../../corpus/index.js';
import { groupBy } from '../../../core/groups.js';
import { counted, withCommas } from '../../../core/text-table.js';

const filesShown = 3;

/** What each reason means to people. */
export type Meanings = Readonly<Record<string, string>>;

/** What was rejected, a line a reason, the most frequent first. */
export function rejectedInWords(rejected: Readonly<Record<string, number>>, meanings: Meanings): string[] {
  return Object.entries(rejected)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, rows]) => `  ${withCommas(rows)} rejected, ${reason}: ${meanings[reason] ?? ''}`);
}

/** Files that were not taken, gathered by reason, a few names each. */
export function refusedInWords(refused: readonly RefusedFile[]): string[] {
  return [...groupBy(refused, ({ reason }) => reason)].map(([reason, files]) => {
    const shown = files.slice(0, filesShown).map(({ file }) => file);
    const more = files.length > filesShown ? ` and ${files.length - filesShown} more` : '';
    return `  not taken: ${shown.join(', ')}${more}: ${reason}`;
  });
}

/** What became of one pool. */
export function reportInWords(
  { name, read, kept, rejected, refusedFiles, output }: PoolReport,
  meanings: Meanings,
): string[] {
  return [
    `${name}: ${counted(kept, 'items')} of ${counted(read, 'rows')} -> ${output}`,
    ...rejectedInWords(rejected, meanings),
    ...refusedInWords(refusedFiles),
  ];
}
