import {
  addCases,
  caseSchema,
  type LabelledCase,
  labelledFilters,
} from '../corpus/filters/labelled/cases.js';
import { readJsonLines } from '../src/core/json-lines.js';

/** Adds labelled cases to a filter's halves: `npx tsx scripts/labelled-cases.ts FILTER FILE.jsonl`. */
const [name = '', file = ''] = process.argv.slice(2);
const filter = labelledFilters.find((known) => known === name);
if (filter === undefined || file === '') {
  process.stderr.write(`Give a filter (${labelledFilters.join(', ')}) and a file of JSON Lines.\n`);
  process.exitCode = 2;
} else {
  const cases: LabelledCase[] = [];
  for await (const labelled of readJsonLines(file, caseSchema)) cases.push(labelled);
  await addCases(filter, cases);
}
