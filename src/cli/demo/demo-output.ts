import { relative } from 'node:path';
import { points, pointsInterval, textTable, withCommas } from '../../core/text-table.js';
import type { CliContext, Output } from '../context.js';
import { printable } from '../printable.js';
import { wrapProse } from '../prose.js';
import type { DemoResult } from './run-demo.js';

/** What the demo shows: the mixture, the scores, where everything lies, and what to do next with one's own data. */
export function demoOutput(
  { workspace, mined, poolItems, release, runs, boards }: DemoResult,
  context: CliContext,
): Output {
  const { version } = release.manifest;
  const folder = relative(context.cwd, workspace.root) || '.';
  const text = [
    `${withCommas(mined.queries)} wild queries, asked ${withCommas(mined.asked)} times, are matched to a pool of ${withCommas(poolItems)} items.`,
    `Release ${version}:`,
    '',
    textTable(
      ['benchmark', 'free-form', 'multiple-choice'],
      Object.entries(release.manifest.counts).map(([benchmark, counts]) => [
        benchmark,
        String(counts['free-form']),
        String(counts['multiple-choice']),
      ]),
    ),
    '',
    textTable(
      ['benchmark', 'rank', 'model', 'score', '95 % interval', 'unscored'],
      boards.flatMap(({ benchmark, entries }) =>
        entries.map(({ rank, tiesWithAbove, model, score, interval, unscored }) => [
          benchmark,
          `${rank}${tiesWithAbove ? ' (tie)' : ''}`,
          model,
          points(score),
          pointsInterval(interval),
          String(Object.values(unscored).reduce((sum, count) => sum + count, 0)),
        ]),
      ),
    ),
    '',
    'stand-in is a model that the demo itself serves on loopback: it is told the answers and gets 7 of 10 right.',
    '',
    `Everything lies in ${folder}: corpus/ what came in, versions/ the release, runs/ every answer and grade.`,
    '',
    'Next, with your own data:',
    '  mixeval mine chats.jsonl                        what your users ask',
    '  mixeval pool add ours questions.csv --map prompt=question,target=answer',
    '  mixeval build --version 2026-12-01              a release of your own',
    '  mixeval evaluate --version 2026-12-01 --model openai:gpt-4o-mini',
    'or, on a release that MixEval has published:',
    '  mixeval evaluate --version 2024-06-01 --model openai:gpt-4o-mini --limit 100',
  ].join('\n');
  return {
    json: {
      version,
      workspace: workspace.root,
      counts: release.manifest.counts,
      runs: runs.map(({ error, ...run }) => ({ ...run, error: error?.code ?? null })),
    },
    text: wrapProse(printable(text), context.columns),
    exitCode: runs.every(({ complete }) => complete) ? 0 : 1,
  };
}
