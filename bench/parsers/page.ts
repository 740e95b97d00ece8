import { wilsonInterval } from '../../eval/statistics/wilson.js';
import { formats } from '../../src/core/schemas/item.js';
import type { Label } from './labels.js';
import {
  byRule,
  type Comparison,
  type Counted,
  compared,
  contradictions,
  readingOf,
  type Scores,
  scoresOf,
} from './measure.js';
import type { Row } from './rows.js';

/** docs/parsers.md. */
export function parsersPage(
  rows: readonly Row[],
  models: readonly string[],
  labels: readonly Label[],
): string {
  return [
    '# Parsers',
    '',
    'What turns a response into a score. `--parser rule` reads by rules alone, `--parser model` asks a judge, `--parser cascade` (the',
    'default where a judge is named) asks it only for what the rules leave open, and for an audit sample of 2 % of what they decided.',
    'Nothing is guessed: what cannot be read is `unscored`, counted and shown.',
    '',
    'All figures below were written by `bench/parsers/run.ts`. The data lies beside the project and none of it in it: the responses of',
    "two systems to MixEval's release 2024-06-01, with the verdicts of its judge, gpt-3.5-turbo-0125.",
    '',
    ...deciding(rows, models),
    ...reading(rows, labels),
    ...scoring(rows, models, labels),
    ...ruleTables(rows),
  ].join('\n');
}

function deciding(rows: readonly Row[], models: readonly string[]): string[] {
  const parts = models.flatMap((model) =>
    formats.map((format) =>
      compared(
        `${model}, ${format}`,
        rows.filter((row) => row.model === model && row.format === format),
      ),
    ),
  );
  const all = compared('all', rows);
  const { pairs, contradicted } = contradictions(rows);
  return [
    '## What the rules decide',
    '',
    'Agreement: rules and judge lie on the same side of one half.',
    '',
    ...comparisonTable('responses of', [...parts, all]),
    `${percent(1 - all.decided / all.responses)} of all responses go to a model, and ${percent((0.02 * all.decided) / all.responses)} more for the audit: ${percent(1 - (0.98 * all.decided) / all.responses)} in all.`,
    '',
    `Agreement on free-form has an upper bound: where the same words answer the same question twice, the judge contradicts itself in`,
    `${percent(contradicted / pairs)} of ${n(pairs)} pairs.`,
    '',
  ];
}

function reading(rows: readonly Row[], labels: readonly Label[]): string[] {
  const { decided, disagreements, rounds, decidedAnew } = readingOf(rows, labels);
  const [first, second] = rounds;
  const sample = first.read + second.read;
  const [, high] = wilsonInterval((first.wrong + second.wrong) / sample, sample);
  return [
    '## Read by ourselves',
    '',
    'Free-form responses that the rules decide were read one by one: all on which the judge disagrees, and two draws at random. What was',
    'found in the first round mended the rules; the second was drawn afterwards among responses not read before. In a third round rules',
    'were added, and all that they decide anew was read. The labels, with seed, id, score and reason and without text, are in',
    '`bench/parsers/labels.jsonl`. The table holds them against the rules as they are now.',
    '',
    ...table(
      ['read', 'responses', 'wrong', 'unclear'],
      [
        counted('all disagreements', disagreements),
        counted('at random, first round', first),
        counted('at random, second round', second),
        counted('all decided anew, third round', decidedAnew),
      ],
    ),
    `Of ${n(decided)} decided responses ${n(disagreements.wrong)} of the ${n(disagreements.read)} disagreements are wrong, and ${n(first.wrong + second.wrong)} of ${n(sample)} drawn at random: a share of`,
    `${percent((first.wrong + second.wrong) / sample)}, at most ${percent(high)} at 95 % (Wilson). Counting everything unclear as wrong, ${percent((first.wrong + first.unclear + second.wrong + second.unclear) / sample)}.`,
    '',
  ];
}

function counted(name: string, { read, wrong, unclear }: Counted): string[] {
  return [name, n(read), n(wrong), n(unclear)];
}

function scoring(rows: readonly Row[], models: readonly string[], labels: readonly Label[]): string[] {
  const scores = models.map((model) => scoresOf(model, rows, labels));
  const causes = [...new Set(scores.flatMap((score) => [...score.causes.keys()]))];
  const total = (cause: string): number =>
    scores.reduce((sum, score) => sum + Math.abs(score.causes.get(cause) ?? 0), 0);
  return [
    '## The whole score',
    '',
    'By rules alone (what they leave open counts as wrong), by rules and the judge for the rest, and by the judge alone; every row',
    'counts alike, from 0 to 100.',
    '',
    ...table(
      ['system', 'rules', 'rules + judge', 'judge', 'difference'],
      scores.map(({ model, rules, cascade, judge }) => [
        model,
        points(rules),
        points(cascade),
        points(judge),
        signed(cascade - judge),
      ]),
    ),
    'What the difference is made of, in points:',
    '',
    ...table(
      ['cause', ...models],
      causes
        .sort((a, b) => total(b) - total(a))
        .map((cause) => [cause, ...scores.map((score: Scores) => signed(score.causes.get(cause) ?? 0))]),
    ),
  ];
}

function ruleTables(rows: readonly Row[]): string[] {
  return [
    '## Rule by rule',
    '',
    ...formats.flatMap((format) => [
      `${format}:`,
      '',
      ...comparisonTable('rule', byRule(rows, format), false),
    ]),
  ];
}

function comparisonTable(head: string, rows: readonly Comparison[], isDecidedShown = true): string[] {
  return table(
    [head, 'responses', ...(isDecidedShown ? ['decided'] : []), 'agreeing with the judge'],
    rows.map(({ name, responses, decided, agreed }) => [
      name,
      n(responses),
      ...(isDecidedShown ? [percent(decided / responses)] : []),
      percent(agreed / decided),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

function n(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function points(share: number): string {
  return (100 * share).toFixed(2);
}

function signed(share: number): string {
  return `${share < 0 ? '' : '+'}${(100 * share).toFixed(2)}`;
}
