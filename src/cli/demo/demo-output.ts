import { relative } from 'node:path';
import type { CliContext, Output } from '../context.js';
import { printable } from '../printable.js';
import { alignedTable, intervalInWords, points } from '../score-table.js';
import type { DemoResult } from './run-demo.js';

/** What the demo shows: the mixture, the scores, where everything lies, and what to do next with one's own data. */
export function demoOutput(
  { workspace, mined, poolItems, release, runs }: DemoResult,
  context: CliContext,
): Output {
  const { version } = release.manifest;
  const folder = relative(context.cwd, workspace.root) || '.';
  const rejected = Object.values(mined.rejected).reduce((sum, count) => sum + count, 0);
  const text = [
    `Mined ${mined.queries} queries (of this reading: ${mined.read} texts, ${rejected} rejected) and matched them to ${poolItems} items.`,
    `Release ${version}:`,
    '',
    alignedTable(
      ['benchmark', 'free-form', 'multiple-choice'],
      Object.entries(release.manifest.counts).map(([benchmark, counts]) => [
        benchmark,
        String(counts['free-form']),
        String(counts['multiple-choice']),
      ]),
    ),
    '',
    alignedTable(
      ['model', 'benchmark', 'score', '95 % interval', 'rank'],
      runs.map((run) => [run.model, run.benchmark, points(run.score), intervalInWords(run.interval), '']),
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
    text: printable(text),
    exitCode: runs.every(({ complete }) => complete) ? 0 : 1,
  };
}
