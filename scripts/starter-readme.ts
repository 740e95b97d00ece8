/** Writes the tables of the starter corpus's README. */

import { readFile } from 'node:fs/promises';
import { minerFigures } from '../corpus/starter/miner-figures.js';
import { readStarter, starterFile } from '../corpus/starter/read.js';
import {
  baselineTable,
  giveAwayTable,
  labelTable,
  subjectTable,
  templateTable,
  withTable,
} from '../corpus/starter/readme.js';
import { writeFileAtomic } from '../src/core/files.js';
import { withBaselines } from '../test/starter/baselines.js';

const { items, choices, queries } = await readStarter();
const figures = await minerFigures(starterFile('queries.jsonl'), queries);
const scores = await withBaselines(async (scoresOf) =>
  scoresOf(['baseline:random', 'baseline:nearest'], choices),
);
const tables = [
  subjectTable(items),
  giveAwayTable(choices),
  templateTable(items),
  baselineTable(scores),
  labelTable(queries, figures),
];
const readme = (await readFile(starterFile('README.md'), 'utf8'))
  .replace(
    /\d+ items over \d+ subjects/,
    `${items.length} items over ${new Set(items.map((item) => item.subject)).size} subjects`,
  )
  .replace(
    /\d+ queries, \d+ of which/,
    `${queries.length} queries, ${queries.filter(({ label }) => label !== 'keep').length} of which`,
  );
await writeFileAtomic(starterFile('README.md'), tables.reduce(withTable, readme));
