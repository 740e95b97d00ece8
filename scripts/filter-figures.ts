import { halves, labelledFilters } from '../corpus/filters/labelled/cases.js';
import { filterFigure, precisionOf, recallOf } from '../corpus/filters/labelled/figures.js';

/**
 * What the filters do to their labelled cases: `npx tsx scripts/filter-figures.ts [FILTER...]`. Of the locked half it
 * prints figures alone, so that no rule is made with a look at it.
 */
const asked = process.argv.slice(2);
for (const filter of labelledFilters) {
  if (asked.length > 0 && !asked.includes(filter)) continue;
  for (const half of halves) {
    const figure = await filterFigure(filter, half);
    const { positives, found, negatives, falsely, byReason, misses } = figure;
    for (const { text, expected, outcome } of misses) {
      process.stdout.write(`  ${JSON.stringify({ text, expected, outcome })}\n`);
    }
    process.stdout.write(
      `${filter}, ${half}: recall ${recallOf(figure).toFixed(3)} (${found} of ${positives}), precision ${precisionOf(figure).toFixed(3)}, ${falsely} falsely, ${negatives} to be left alone\n`,
    );
    for (const [reason, { cases, found: right }] of Object.entries(byReason)) {
      process.stdout.write(`    ${reason}: ${right} of ${cases}\n`);
    }
  }
}
