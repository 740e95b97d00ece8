import { type Format, formats } from '../src/core/schemas/item.js';
import type { Split } from '../src/core/schemas/release-item.js';
import type { HardReport, MixParameters, MixReport } from './draft.js';
import { byFormat, type Frame } from './frame.js';
import type { ChosenLambda } from './hard/choose-lambda.js';
import type { ItemAnalysis } from './item-analysis/analyse.js';
import type { MatchedPool } from './match-pool.js';
import { expectedPrecision } from './precision.js';
import type { Candidates } from './sampling/candidates.js';
import { benchmarkShares, clusterShares, totalVariation } from './shares.js';

/** The splits of one benchmark. */
export type Splits = Readonly<Record<Format, Split>>;

/** Everything the manifest says is drawn from these. */
export interface ReportSources extends MatchedPool {
  readonly frame: Frame;
  readonly candidates: Readonly<Record<Format, Candidates>>;
  readonly analysis: ItemAnalysis | undefined;
  readonly parameters: MixParameters;
  /** Hard's strength of difficulty, and how it was chosen where it was. */
  readonly lambda: number;
  readonly chosen: ChosenLambda | undefined;
  readonly normal: Splits;
  readonly hard: Splits | undefined;
  readonly seconds: Readonly<Record<string, number>>;
}

/** Total variation distance of a split's weighted topic shares from the traffic's; 0 for an empty split. */
function topicDistance(
  { frame, matching, candidates }: ReportSources,
  splits: Splits,
  format: Format,
): number {
  const { items } = splits[format];
  if (items.length === 0) return 0;
  const rowOf = new Map(candidates[format].rows.map((row) => [frame.items[row]?.id, row]));
  const clusters = Int32Array.from(items, ({ id }) => matching.topics[rowOf.get(id) ?? 0] ?? 0);
  const weights = Float64Array.from(items, ({ weight }) => weight);
  const { clusters: all, mass } = candidates[format];
  return totalVariation(clusterShares(clusters, weights), clusterShares(all, mass));
}

function hardReport(sources: ReportSources): HardReport {
  const { parameters, analysis, candidates, hard } = sources;
  if (parameters.hardSize === 0) return { built: false, reason: 'not-asked-for' };
  if (!analysis || !hard) return { built: false, reason: 'no-results' };
  const rows = formats.flatMap((format) => candidates[format].rows);
  const observedItems = rows.filter((row) => analysis.observed[row]).length;
  return {
    built: true,
    method: parameters.hardMethod,
    lambda: sources.lambda,
    lambdaBy:
      parameters.lambda !== null ? 'given' : sources.chosen === undefined ? 'default' : 'cross-validation',
    lambdaSeparated: sources.chosen?.separated ?? null,
    subjects: analysis.subjects,
    observedItems,
    predictedItems: rows.length - observedItems,
    constantDiscrimination: analysis.constantDiscrimination,
    predictionCorrelation: analysis.predictionCorrelation,
    topicDistance: byFormat((format) => topicDistance(sources, hard, format)),
  };
}

/** What the manifest reports of the matching and the draw. */
export function mixReport(sources: ReportSources): MixReport {
  const { frame, matching, candidates, normal } = sources;
  const squares = matching.counts.reduce((sum, count) => sum + count ** 2, 0);
  return {
    batchQueries: matching.queries,
    matchedShare: matching.matched / matching.queries,
    unrepresented: sources.unrepresented,
    precision: expectedPrecision(
      formats.map((format) => candidates[format]),
      sources.analysis?.answers ?? [],
      sources.parameters.size,
      sources.parameters.precision,
    ),
    similarityQuantiles: matching.similarityQuantiles,
    indexRecall: sources.indexRecall,
    indexKind: sources.indexKind,
    clusters: sources.centroids.length / frame.dimensions,
    effectivePoolSize: squares === 0 ? 0 : matching.matched ** 2 / squares,
    traffic: byFormat((format) => {
      const { rows, mass } = candidates[format];
      return benchmarkShares(
        rows.map((row) => frame.items[row]?.benchmark_name ?? ''),
        mass,
      );
    }),
    topicDistance: byFormat((format) => topicDistance(sources, normal, format)),
    hard: hardReport(sources),
    suspects: sources.analysis?.suspects ?? [],
    seconds: sources.seconds,
  };
}
