/** What mining came to, for people. */

import type { MineReport } from '../../corpus/index.js';
import { costInWords, counted, shortened, withCommas } from '../core/text-table.js';

const exampleWidth = 100;
/** Of fewer texts, loading the filters takes most of the time. */
const leastTimed = 10_000;

export interface MineOutputOptions {
  /** Whether examples of each reason are shown. */
  readonly explain: boolean;
  readonly format?: string | undefined;
  readonly field?: string | undefined;
  readonly sourceDate?: string | undefined;
}

export async function mineInWords(
  report: MineReport,
  { explain, format, field, sourceDate }: MineOutputOptions,
): Promise<string> {
  const { name, read, rejected, examples } = report;
  const meanings = explain ? await reasonMeanings() : {};
  const width = Math.max(0, ...Object.values(rejected).map((texts) => withCommas(texts).length));
  const reasons = Object.entries(rejected).flatMap(([reason, texts]) => [
    `  ${withCommas(texts).padStart(width)} ${reason}${meanings[reason] ? `: ${meanings[reason]}` : ''}`,
    ...(explain
      ? (examples[reason] ?? []).map((text) => `  ${' '.repeat(width)}   ${shortened(text, exampleWidth)}`)
      : []),
  ]);
  const unused = [
    ...(format === undefined ? [] : ['--format']),
    ...(field === undefined ? [] : ['--field']),
    ...(sourceDate === undefined ? [] : ['--source-date']),
    ...(explain ? ['--explain'] : []),
  ];
  return [
    ...alreadyInWords(report, unused),
    ...(report.failed.length > 0
      ? [`left out: ${someOf(report.failed.map(({ location }) => location))}`]
      : []),
    ...(report.badLines > 0 ? [`lines that could not be read: ${withCommas(report.badLines)}`] : []),
    report.dryRun ? `${name}: ${counted(read, 'texts')} read` : newInWords(report),
    ...reasons,
    ...(rejected['no-date'] === undefined
      ? []
      : ['  --source-date gives a day to what has none; with --fresh all is read again.']),
    ...(report.model ? [report.dryRun ? dryRunInWords(report.model) : modelInWords(report.model)] : []),
    ...(report.dryRun ? [] : [holdsInWords(report)]),
  ].join('\n');
}

function newInWords({ name, kept, read, elapsedSeconds }: MineReport): string {
  const rate = read >= leastTimed ? `, ${withCommas(Math.round(read / elapsedSeconds))} a second` : '';
  return `${name}: ${counted(kept, 'new queries')} of ${counted(read, 'texts')} read${rate}`;
}

function holdsInWords({ output, queries, asked }: MineReport): string {
  const times = asked === 1 ? 'once' : `${withCommas(asked)} times`;
  return `${output} now holds ${counted(queries, 'queries')}, asked ${times} in all.`;
}

/** @param unused options that say how an input is read, and when it was asked */
function alreadyInWords(
  { name, alreadyMined, minedOtherwise, inputs }: MineReport,
  unused: readonly string[],
): string[] {
  if (alreadyMined.length === 0) return [];
  const lines = [`already mined, so not read again: ${someOf(alreadyMined)}`];
  if (inputs.length === 0 && unused.length > 0) {
    lines.push(`  ${unused.join(', ')}: without effect, since nothing was read`);
  }
  if (minedOtherwise.length > 0) {
    lines.push(
      `  with other options than these: ${someOf(minedOtherwise)}`,
      `  To mine with these options, start corpus "${name}" anew: give all its sources and --fresh.`,
    );
  } else if (lines.length > 1) {
    lines.push(`  To read again, start corpus "${name}" anew: give all its sources and --fresh.`);
  }
  return lines;
}

async function reasonMeanings(): Promise<Readonly<Record<string, string>>> {
  const { queryFilters } = await import('../../corpus/index.js');
  return {
    ...Object.assign({}, ...queryFilters.all().map(({ reasons }) => reasons)),
    'not-a-query-by-model': 'the model of --model says so',
    'not-a-query': "the detector's score is below --detector-threshold",
    duplicate: 'asked before: it raised the count of the query kept',
    'near-duplicate': 'asked before in nearly the same words: it raised the count of the query kept',
    'no-date': 'nothing says when it was asked (with --since or --until)',
    'other-date': 'asked on none of the days of --since and --until',
    'not-sampled': 'not drawn (with --sample)',
    removed: 'taken out for good by mixeval queries remove',
  };
}

function someOf(locations: readonly string[]): string {
  const shown = locations.slice(0, 3).join(', ');
  return locations.length > 3 ? `${shown} and ${locations.length - 3} more` : shown;
}

type ModelReport = NonNullable<MineReport['model']>;

/** What a model was asked, and what it cost. */
export function modelInWords(model: ModelReport): string {
  const { name, texts, reused, undecided, requests } = model;
  const facts = [
    counted(texts, 'texts'),
    `${withCommas(reused)} of them asked before`,
    `${withCommas(undecided)} undecided and kept`,
    counted(requests, 'requests'),
    usedInWords(model),
  ];
  return `${name}: ${facts.join(', ')}`;
}

function dryRunInWords(model: ModelReport): string {
  const { name, texts, reused, requests } = model;
  return `${name} would be asked about ${counted(texts - reused, 'texts')} in ${counted(requests, 'questions')}: ${usedInWords(model)}. Nothing was asked, and the corpus is as it was.`;
}

function usedInWords({ inputTokens, outputTokens, costUsd }: ModelReport): string {
  const tokens = `${counted(inputTokens, 'tokens')} in and ${withCommas(outputTokens)} out`;
  return `${tokens}, ${costInWords(costUsd)}`;
}
