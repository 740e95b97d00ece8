import { inPercent, withCommas } from '../../src/core/text-table.js';
import { table } from '../markdown.js';
import type { FormatAgreement } from './agreement.js';
import type { Measured } from './measure.js';
import type { Build, Mine, Pools, RealManifest, Runs } from './shapes.js';

type Step<T> = Measured & { readonly json: T };

/** Everything the run measured. */
export interface RealRun {
  readonly machine: string;
  readonly mine: Step<Mine>;
  readonly pools: Step<Pools>;
  readonly probe: Measured;
  readonly built: Step<Build>;
  readonly manifest: RealManifest;
  readonly verified: Step<{ readonly ok: boolean; readonly problems: readonly unknown[] }>;
  readonly again: Step<Build>;
  readonly sameBytes: boolean;
  /** The same release once more, its index by HNSW. */
  readonly byGraphs: Step<Build>;
  readonly mineMore: Step<Mine>;
  readonly builtLater: Step<Build>;
  readonly imported: Measured;
  readonly evaluated: Step<Runs>;
  readonly graded: readonly {
    readonly name: string;
    readonly byRules: Runs;
    readonly byJudge: Runs | undefined;
    readonly agreement: FormatAgreement | undefined;
  }[];
}

/** docs/real-run.md. */
export function realRunPage(run: RealRun): string {
  return [
    '# A run on real data',
    '',
    'What `bench/real-run` measured, written by it. The data lies beside the project and none of it in it: web searches and',
    'forum questions as wild queries, English benchmarks as the pool, a release that MixEval published, and real responses',
    "with a real judge's verdicts.",
    '',
    `Machine: ${run.machine}.`,
    '',
    ...mining(run),
    ...pooling(run),
    ...building(run),
    ...renewing(run),
    ...evaluating(run),
    ...grading(run),
  ].join('\n');
}

function mining({ mine }: RealRun): string[] {
  return [
    '## 1. Mining',
    '',
    `${withCommas(mine.json.read)} lines read, ${withCommas(mine.json.queries)} distinct queries kept, in ${took(mine)}: ${withCommas(mine.json.read / mine.seconds)} lines/s.`,
    '',
    ...table(
      ['rejected because', 'lines'],
      Object.entries(mine.json.rejected)
        .sort(([, a], [, b]) => b - a)
        .map(([reason, count]) => [reason, withCommas(count)]),
    ),
    'Left out are the questions of `nanoknow-v1.0-nq.supported.tsv`, which stand in benchmarks too, and about a tenth of the',
    'searches, which come in before the second release.',
    '',
  ];
}

function pooling({ pools, manifest, probe }: RealRun): string[] {
  const read = sum(pools.json.pools.map((pool) => pool.read));
  const kept = sum(pools.json.pools.map((pool) => pool.kept));
  return [
    '## 2. The pool',
    '',
    `${pools.json.pools.length} benchmarks, ${withCommas(read)} rows, ${withCommas(kept)} items kept, in ${took(pools)}. Put together they are`,
    `${withCommas(manifest.pool.items)} distinct items: ${withCommas(manifest.pool.merged)} were the same question again, ${withCommas(manifest.pool.contradicted)} were left out because`,
    'their copies contradict one another.',
    '',
    `Probing a seeded 3,000 items with the two baselines took ${took(probe)}.`,
    '',
  ];
}

function building({ built, manifest, verified, again, sameBytes, byGraphs }: RealRun): string[] {
  const total = sum(Object.values(built.json.seconds));
  const { similarityQuantiles, batch } = manifest;
  return [
    '## 3. The release',
    '',
    `2,000 free-form and 2,000 multiple-choice items, Hard 500 and 500, from ${withCommas(batch.queries)} queries (${withCommas(batch.distinct)} distinct), in`,
    `${took(built)}. \`versions verify\` finds ${verified.json.problems.length} problems; no item stands twice in a split.`,
    '',
    ...table(
      ['stage', 'seconds', 'share'],
      Object.entries(built.json.seconds).map(([stage, seconds]) => [
        stage,
        seconds.toFixed(1),
        inPercent(seconds / total),
      ]),
    ),
    `- Index: ${indexLine(built.json)}.`,
    `- The same with \`--index hnsw\`: ${indexLine(byGraphs.json)}.`,
    `- Queries at or above the similarity floor: ${inPercent(manifest.matchedShare)}.`,
    `- Similarity quantiles: ${Object.entries(similarityQuantiles)
      .map(([quantile, value]) => `${quantile}: ${value.toFixed(2)}`)
      .join(', ')}.`,
    `- ${manifest.clusters} topic clusters; effective size of the traffic's mass ${withCommas(manifest.effectivePoolSize)} items; distance of topic shares ${manifest.topicDistance['free-form'].toFixed(4)} (free-form), ${manifest.topicDistance['multiple-choice'].toFixed(4)} (multiple choice).`,
    `- The same command with the same seed, in another workspace with the same corpus: ${sameBytes ? 'the same bytes' : 'OTHER BYTES'}, in ${took(again)}.`,
    '',
    'Shares of the benchmarks by weight, the ten largest of each split:',
    '',
    ...composition(manifest),
  ];
}

function indexLine({ indexRecall, seconds }: Build): string {
  const took = (stage: string): string => `${(seconds[stage] ?? 0).toFixed(1)} s`;
  return `${indexRecall.kind}, recall@1 against exact search ${indexRecall.recallAt1.toFixed(4)} on ${withCommas(indexRecall.sample)} queries; indexed in ${took('index')}, matched in ${took('match')}`;
}

function composition({ composition: all }: RealManifest): string[] {
  const splits = Object.entries(all).flatMap(([benchmark, formats]) =>
    Object.entries(formats).map(([format, shares]) => [`${benchmark}, ${format}`, shares] as const),
  );
  return table(
    ['split', 'benchmarks'],
    splits.map(([name, shares]) => [
      name,
      Object.entries(shares)
        .sort(([, a], [, b]) => b.weightShare - a.weightShare)
        .slice(0, 10)
        .map(([benchmark, { weightShare }]) => `${benchmark} ${inPercent(weightShare)}`)
        .join(', '),
    ]),
  );
}

function renewing({ mineMore, builtLater, built }: RealRun): string[] {
  return [
    '## 4. The next release',
    '',
    `${withCommas(mineMore.json.queries)} further queries are mined in ${took(mineMore)}. The next release takes ${took(builtLater)}, against ${took(built)} for the first:`,
    `${withCommas(builtLater.json.encodedTexts)} texts are encoded and ${withCommas(builtLater.json.reusedTexts)} are known.`,
    '',
  ];
}

function evaluating({ imported, evaluated }: RealRun): string[] {
  return [
    '## 5. A published release',
    '',
    `The release 2024-06-01 is imported in ${took(imported)}, its exact copies as weights. Two baselines and a model on a loopback`,
    'server that always says A:',
    '',
    ...table(
      [
        'model',
        'benchmark',
        'score',
        '95 % interval',
        'distinct items',
        'unscored',
        "MixEval's overall",
        'seconds',
      ],
      evaluated.json.runs.map((run) => [
        run.model,
        run.benchmark,
        points(run.score),
        run.interval ? run.interval.map(points).join(' to ') : '-',
        withCommas(run.n),
        withCommas(sum(Object.values(run.unscored))),
        points(run.mixevalOverall),
        run.seconds.toFixed(1),
      ]),
    ),
  ];
}

function grading({ graded }: RealRun): string[] {
  const score = (runs: Runs | undefined): string => points(runs?.runs[0]?.score ?? null);
  const agreement = (name: keyof FormatAgreement, of: FormatAgreement | undefined): string =>
    of ? `${inPercent(of[name].share ?? 0)} of ${inPercent(of[name].decided ?? 0)}` : '-';
  return [
    '## 6. Real responses, graded again',
    '',
    'Rules alone against the stored verdicts of the judge gpt-3.5-turbo-0125. `unscored` counts as wrong in the score by rules; the',
    'cascade would send those responses to a model. Agreement is the share of the responses decided by both on which they agree,',
    'of the share that the rules decide.',
    '',
    ...table(
      [
        'system',
        'by rules',
        'unscored',
        "by the judge's verdicts",
        'agree: multiple choice',
        'agree: free-form',
      ],
      graded.map(({ name, byRules, byJudge, agreement: of }) => [
        name,
        score(byRules),
        withCommas(sum(Object.values(byRules.runs[0]?.unscored ?? {}))),
        score(byJudge),
        agreement('multiple-choice', of),
        agreement('free-form', of),
      ]),
    ),
  ];
}

function took({ seconds, peakMegabytes }: Measured): string {
  const time = seconds < 120 ? `${seconds.toFixed(1)} s` : `${(seconds / 60).toFixed(1)} min`;
  return `${time} with ${withCommas(peakMegabytes)} MB at most`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function points(share: number | null): string {
  return share === null ? '-' : (100 * share).toFixed(1);
}
