/** The tables of the starter corpus's README. */

import { inPercent } from '../../src/core/text-table.js';
import { countsBy } from './check.js';
import { byRank, chance, guesserAccuracy, numericChoices, wordGuesserAccuracy } from './give-aways.js';
import type { MinerFigure } from './miner-figures.js';
import { templateShares } from './similar-prompts.js';
import type { StarterChoice, StarterItem } from './starter-item.js';
import type { StarterQuery } from './starter-query.js';

type Table = readonly (readonly string[])[];

/** Items by subject: formats, how their truth is known, levels. */
export function subjectTable(items: readonly StarterItem[]): Table {
  const subjects = [...new Set(items.map((item) => item.subject))];
  const row = (name: string, own: readonly StarterItem[]) => {
    const count = (condition: (item: StarterItem) => boolean) => String(own.filter(condition).length);
    return [
      name,
      count((item) => item.problem_type === 'free-form'),
      count((item) => item.problem_type === 'multiple-choice'),
      count((item) => item.truth === 'computed'),
      ...[1, 2, 3].map((level) => count((item) => item.difficulty === level)),
    ];
  };
  return [
    ['subject', 'free-form', 'multiple-choice', 'computed', 'level 1', 'level 2', 'level 3'],
    ...subjects.map((subject) =>
      row(
        subject,
        items.filter((item) => item.subject === subject),
      ),
    ),
    row('all', items),
  ];
}

/** What somebody who sees no question, or only its form, makes of the multiple-choice items. */
export function giveAwayTable(choices: readonly StarterChoice[]): Table {
  const numeric = numericChoices(choices);
  const row = (guesser: string, items: readonly StarterChoice[], accuracy: number) => [
    guesser,
    String(items.length),
    inPercent(accuracy),
    inPercent(chance(items)),
  ];
  return [
    ['guesser that sees no question', 'items', 'right', 'by chance'],
    row(
      'the longest option',
      choices,
      guesserAccuracy(choices, (option) => option.length),
    ),
    row(
      'the shortest option',
      choices,
      guesserAccuracy(choices, (option) => -option.length),
    ),
    ...(
      [
        ['smallest', 0],
        ['middle', 0.5],
        ['largest', 1],
      ] as const
    ).map(([name, rank]) =>
      row(`of quantities, the ${name}`, numeric, guesserAccuracy(numeric, byRank(rank))),
    ),
    row('the words of right options, learnt on half', choices, wordGuesserAccuracy(choices, 10)),
  ];
}

/** Queries by label, and what mining does to them. */
export function labelTable(queries: readonly StarterQuery[], figures: readonly MinerFigure[]): Table {
  const counts = countsBy(queries, ({ label }) => label);
  return [
    ['label', 'queries', 'done as labelled', 'held out', 'done as labelled'],
    ...figures.map((figure) => [
      figure.label,
      String(counts[figure.label] ?? 0),
      String(figure.asLabelled),
      String(figure.heldOut),
      String(figure.heldOutAsLabelled),
    ]),
  ];
}

/** How much the prompts repeat each other's wording. */
export function templateTable(items: readonly StarterItem[]): Table {
  const { largest, withTwin } = templateShares(items);
  return [
    ['how alike the prompts are, names and numbers masked', 'items'],
    ['the largest group of one template (Jaccard 0.6 of the words)', inPercent(largest)],
    ['items that have another of their template (Jaccard 0.7)', inPercent(withTwin)],
  ];
}

/** Scores of baselines on all multiple-choice items. */
export function baselineTable(
  scores: readonly {
    readonly model: string;
    readonly score: number;
    readonly interval: readonly [number, number];
  }[],
): Table {
  return [
    ['baseline, on the multiple-choice items', 'right', '95 % interval'],
    ...scores.map(({ model, score, interval: [low, high] }) => [
      model,
      inPercent(score),
      `${inPercent(low)} to ${inPercent(high)}`,
    ]),
  ];
}

/** Puts a table in the place of the one that has the same heading. */
export function withTable(readme: string, table: Table): string {
  const lines = table.map((cells) => `| ${cells.join(' | ')} |`);
  const [head = '', ...rows] = lines;
  const rule = `|${(table[0] ?? []).map(() => '---').join('|')}|`;
  const start = readme.indexOf(`${head}\n`);
  if (start < 0) throw new Error(`README has no table "${head}".`);
  const end = readme.indexOf('\n\n', start);
  return readme.slice(0, start) + [head, rule, ...rows].join('\n') + readme.slice(end);
}
