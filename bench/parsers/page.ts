import { wilsonInterval } from '../../eval/statistics/wilson.js';
import { formats } from '../../src/core/schemas/item.js';
import { inPercent, withCommas } from '../../src/core/text-table.js';
import { points, table } from '../markdown.js';
import type { Label } from './labels.js';
import {
  aloneOf,
  byRule,
  type Comparison,
  type Counted,
  compared,
  contradictions,
  drawnOf,
  readingOf,
  type Scores,
  scoresOf,
} from './measure.js';
import type { RealRows, Row, RulesRow } from './rows.js';

/** The share of what rules decide that a judge is asked about too. */
const auditShare = 0.02;

/** docs/parsers.md. */
export function parsersPage(
  { judged: rows, alone }: RealRows,
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
    "two systems to MixEval's release 2024-06-01, with the verdicts of its judge, gpt-3.5-turbo-0125, and of a third without verdicts.",
    '',
    ...deciding(rows, models),
    ...withoutJudge(alone, labels),
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
  const open = rows.filter(({ isSettled }) => !isSettled).length / rows.length;
  const audited = (auditShare * all.decided) / all.responses;
  const { pairs, contradicted } = contradictions(rows);
  return [
    '## What the rules decide',
    '',
    'Agreement: rules and judge lie on the same side of one half.',
    '',
    ...comparisonTable('responses of', [...parts, all]),
    `${inPercent(open)} of all responses go to a model, and ${inPercent(audited)} more for the audit: ${inPercent(open + audited)} in all. A response that plainly`,
    'refuses is not decided, and goes to nobody: it is `refused`, which counts as wrong.',
    '',
    `Agreement on free-form has an upper bound: where the same words answer the same question twice, the judge contradicts itself in`,
    `${inPercent(contradicted / pairs)} of ${withCommas(pairs)} pairs.`,
    '',
  ];
}

/** The systems whose responses have no verdicts: what rules decide of them, and why not more. */
function withoutJudge(rows: readonly RulesRow[], labels: readonly Label[]): string[] {
  return [...new Set(rows.map(({ model }) => model))].flatMap((model) => {
    const own = rows.filter((row) => row.model === model);
    const parts = [
      ...formats.map((format) =>
        aloneOf(
          `${model}, ${format}`,
          own.filter((row) => row.format === format),
        ),
      ),
      aloneOf('all', own),
    ];
    const { read, wrong, unclear } = drawnOf(own, labels, 'random', 4);
    const [, high] = wilsonInterval(wrong / read, read);
    return [
      `## A weaker system: ${model}`,
      '',
      'How much the rules decide depends on who answers. The figures above are those of two strong systems; of this one there are only',
      'the responses, without verdicts.',
      '',
      ...table(
        ['responses of', 'responses', 'decided', 'plainly refused', 'left open'],
        parts.map(({ name, responses, decided, refused }) => [
          name,
          withCommas(responses),
          inPercent(decided / responses),
          inPercent(refused / responses),
          inPercent(1 - (decided + refused) / responses),
        ]),
      ),
      'It leaves more open because it is wrong more often, and rules can say that an answer is right sooner than that it is wrong: they',
      'call another number, date, choice or name wrong, never another word or phrase, which may be a synonym that no list of accepted',
      'answers holds. So the bounds of the two systems above (80 % of free-form decided, 11 % of all to a model) do not hold for it.',
      `Of its decided free-form responses ${withCommas(read)} were drawn at random and read: ${withCommas(wrong)} wrong, ${withCommas(unclear)} unclear, so at most ${inPercent(high)} wrong at`,
      '95 % (Wilson).',
      '',
    ];
  });
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
    'were added, in a fourth they learned what denies and takes back, in a fifth that an answer has to be what a sentence asserts; all',
    'that they decide anew since was read. The labels, with seed, id, score and reason and without text, are in `bench/parsers/labels.jsonl`.',
    'The table holds them against the rules as they are now.',
    '',
    ...table(
      ['read', 'responses', 'wrong', 'unclear'],
      [
        counted('all disagreements', disagreements),
        counted('at random, first round', first),
        counted('at random, second round', second),
        counted('all decided anew, third round', decidedAnew[0]),
        counted('all decided anew, fourth round', decidedAnew[1]),
        counted('all decided anew, fifth round', decidedAnew[2]),
      ],
    ),
    `Of ${withCommas(decided)} decided responses ${withCommas(disagreements.wrong)} of the ${withCommas(disagreements.read)} disagreements are wrong, and ${withCommas(first.wrong + second.wrong)} of ${withCommas(sample)} drawn at random: a share of`,
    `${inPercent((first.wrong + second.wrong) / sample)}, at most ${inPercent(high)} at 95 % (Wilson). Counting everything unclear as wrong, ${inPercent((first.wrong + first.unclear + second.wrong + second.unclear) / sample)}.`,
    '',
  ];
}

function counted(name: string, { read, wrong, unclear }: Counted): string[] {
  return [name, withCommas(read), withCommas(wrong), withCommas(unclear)];
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
      withCommas(responses),
      ...(isDecidedShown ? [inPercent(decided / responses)] : []),
      inPercent(agreed / decided),
    ]),
  );
}

function signed(share: number): string {
  return `${share < 0 ? '' : '+'}${(100 * share).toFixed(2)}`;
}
