import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readTable } from '../corpus/index.js';
import { type RankedTwice, type RankingAgreement, rankingAgreement } from '../eval/index.js';
import { writeFileAtomic } from '../src/core/files.js';
import { packageRoot } from '../src/core/package.js';

/** MixEval's leaderboard of chat models as it stood on 2024-10-30, with each model's Arena Elo of 2024-05-27. */
export const publishedLeaderboard = join(
  packageRoot,
  '../shared/data/results/mixeval_leaderboard/derived/leaderboard_chat_HEAD_2024-10-30.csv',
);

const benchmarks = [
  { name: 'MixEval', column: /^MixEval(?!-)/, paper: 0.93 },
  { name: 'MixEval-Hard', column: /^MixEval-Hard/, paper: 0.96 },
] as const;

/** docs/correlations.md, from the published leaderboard. */
export async function correlationsPage(leaderboard: string): Promise<string> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  for await (const { value } of readTable(leaderboard)) rows.push(value);
  const agreements = benchmarks.map(({ column }) => rankingAgreement(rankedTwice(rows, column)));
  return [
    '# Agreement with Chatbot Arena',
    '',
    "How far MixEval's published scores rank models as Chatbot Arena's users do. Written by `npm run correlations` from",
    "MixEval's leaderboard (github.com/MixEval/mixeval.github.io at a18bc07, CC BY-SA 4.0), which gives Arena Elo of",
    '2024-05-27; what `mixeval leaderboard --against elo.csv` says of your own runs is worked out by the same functions.',
    '',
    '| benchmark | models | Spearman | 95 % interval | Kendall | 95 % interval | Pearson | 95 % interval | Spearman in the paper |',
    '|---|---:|---:|:---:|---:|:---:|---:|:---:|---:|',
    ...agreements.map((agreement, index) => agreementRow(agreement, benchmarks[index])),
    '',
    ...resamplingLines(agreements),
    '',
    '## Models that do not fit',
    '',
    'Those two standard deviations or more off the line of score on Elo.',
    '',
    '| benchmark | model | place by score | place by Elo | standard deviations off the line |',
    '|---|---|---:|---:|---:|',
    ...agreements.flatMap((agreement, index) => misfitRows(agreement, benchmarks[index]?.name ?? '')),
    '',
  ].join('\n');
}

function rankedTwice(rows: readonly Readonly<Record<string, unknown>>[], column: RegExp): RankedTwice[] {
  const names = Object.keys(rows[0] ?? {});
  const [modelColumn = ''] = names;
  const scoreColumn = names.find((name) => column.test(name)) ?? '';
  const eloColumn = names.find((name) => name.startsWith('Arena Elo')) ?? '';
  return rows.flatMap((row) => {
    const [score, other] = [row[scoreColumn], row[eloColumn]].map((value) =>
      Number.parseFloat(String(value)),
    );
    return score === undefined || other === undefined || Number.isNaN(score) || Number.isNaN(other)
      ? []
      : [{ model: String(row[modelColumn]), score, other }];
  });
}

function agreementRow(
  agreement: RankingAgreement,
  benchmark: (typeof benchmarks)[number] | undefined,
): string {
  const cells = (['spearman', 'kendall', 'pearson'] as const).flatMap((name) => {
    const { value, interval } = agreement[name];
    return [value.toFixed(3), interval?.map((bound) => bound.toFixed(2)).join(' to ') ?? '-'];
  });
  return `| ${[benchmark?.name, agreement.n, ...cells, benchmark?.paper.toFixed(2)].join(' | ')} |`;
}

function resamplingLines([first]: readonly RankingAgreement[]): string[] {
  return first
    ? [
        `Intervals by bootstrap over models, ${first.resampling.draws} draws, seed ${first.resampling.seed}. The paper is Ni et al. 2024.`,
      ]
    : [];
}

function misfitRows({ misfits }: RankingAgreement, benchmark: string): string[] {
  return misfits.map(
    ({ model, place, otherPlace, residual }) =>
      `| ${benchmark} | ${model} | ${place} | ${otherPlace} | ${residual.toFixed(1)} |`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await writeFileAtomic(
    join(packageRoot, 'docs/correlations.md'),
    await correlationsPage(publishedLeaderboard),
  );
}
