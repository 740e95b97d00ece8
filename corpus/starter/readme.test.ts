import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { type MinerFigure, minerFigures } from './miner-figures.js';
import { readStarter, type Starter, starterFile } from './read.js';
import { giveAwayTable, labelTable, subjectTable, templateTable, withTable } from './readme.js';

let starter: Starter;
let figures: MinerFigure[];
let readme: string;

beforeAll(async () => {
  starter = await readStarter();
  figures = await minerFigures(starterFile('queries.jsonl'), starter.queries);
  readme = await readFile(starterFile('README.md'), 'utf8');
});

/** Whole numbers in the row of a label: queries, done as labelled, held out, done as labelled. */
function statedFigures(label: string): readonly number[] {
  const row = new RegExp(`^\\| ${label} \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|$`, 'm').exec(readme);
  return (row ?? []).slice(1).map(Number);
}

describe('README', () => {
  it('states what the items are (npm run starter-readme writes it)', () => {
    const { items, choices } = starter;
    for (const table of [subjectTable(items), giveAwayTable(choices), templateTable(items)]) {
      expect(withTable(readme, table)).toBe(readme);
    }
    expect(readme).toContain(`${items.length} items`);
    expect(readme).toContain(`${starter.queries.length} queries`);
  });

  it('states what mining does to the queries, and mining does no worse', () => {
    const labels = labelTable(starter.queries, figures).slice(1);
    for (const [label = '', queries, asLabelled, heldOut, heldOutAsLabelled] of labels) {
      const stated = statedFigures(label);
      expect([label, stated[0], stated[2]]).toEqual([label, Number(queries), Number(heldOut)]);
      // A rule may lose a few on its way to something better; more than that is to be looked at.
      const slack = Math.max(1, Math.floor(0.02 * Number(queries)));
      const misses = figures.find((figure) => figure.label === label)?.misses.join('\n');
      expect(Number(asLabelled), misses).toBeGreaterThanOrEqual((stated[1] ?? 0) - slack);
      expect(Number(heldOutAsLabelled), misses).toBeGreaterThanOrEqual((stated[3] ?? 0) - 1);
    }
  });
});

describe('mining', () => {
  const figure = (label: string) => {
    const found = figures.find((other) => other.label === label);
    if (!found) throw new Error(`No query has the label ${label}.`);
    return found;
  };

  it('keeps 99 of 100 ordinary queries, those it has never seen included', () => {
    const { queries, asLabelled, heldOut, heldOutAsLabelled, misses } = figure('keep');
    expect(asLabelled / queries, misses.join('\n')).toBeGreaterThanOrEqual(0.99);
    expect(heldOutAsLabelled / heldOut, misses.join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  it('masks personal data wherever it stands, and finds every exact duplicate', () => {
    expect(figure('duplicate-exact').misses).toEqual([]);
    expect(figure('mask').misses).toEqual([]);
  });
});
