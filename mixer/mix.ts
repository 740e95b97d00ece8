import { setImmediate as turn } from 'node:timers/promises';
import { throwIfAborted } from '../src/core/errors.js';
import { type LongTask, timed } from '../src/core/progress.js';
import { seededRandom } from '../src/core/random.js';
import { formats } from '../src/core/schemas/item.js';
import type { Benchmark } from '../src/core/schemas/release-item.js';
import type { MixInput, ReleaseDraft } from './draft.js';
import { byFormat, type Frame, frameOf } from './frame.js';
import { chooseLambda } from './hard/choose-lambda.js';
import { analyseItems } from './item-analysis/analyse.js';
import { matchPool } from './match-pool.js';
import { hardPlan, normalPlan, type SplitPlan } from './plan.js';
import { checkPossible } from './possible.js';
import { mixReport, type Splits } from './report.js';
import { candidatesOf } from './sampling/candidates.js';
import { assembleSplit, emptySplit, type SplitSources } from './sampling/split.js';

const defaultLambda = 1;

/** Draws the splits of one benchmark; a format without a plan gets an empty one. */
function drawSplits(
  benchmark: Benchmark,
  plans: readonly SplitPlan[],
  sources: SplitSources,
  seed: number,
): Splits {
  return byFormat((format) => {
    const plan = plans.find((one) => one.benchmark === benchmark && one.candidates.format === format);
    if (!plan) return emptySplit;
    const draw = plan.draw(seededRandom(seed, `draw ${benchmark} ${format}`));
    const order = seededRandom(seed, `order ${benchmark} ${format}`);
    return assembleSplit(sources, plan.candidates, draw, order);
  });
}

function warnOfMissing(frame: Frame, task: LongTask): void {
  for (const format of formats) {
    if (frame.rowsByFormat[format].length > 0) continue;
    task.onWarning?.(`The pool holds no ${format} items: those splits stay empty.`);
  }
}

/**
 * Mixes a release: matches the batch to the pool and draws the splits of both benchmarks (DESIGN, Matching, Sampling,
 * Hard). The same pool, batch, results and parameters give the same draft, in whatever order they come.
 *
 * @throws MixevalError `too-few` where pool or batch is empty or a split cannot be filled (its details say what is
 *   possible), `invalid-data` where vectors and items do not fit together, `interrupted`
 */
export async function mix(input: MixInput, task: LongTask = {}): Promise<ReleaseDraft> {
  const { parameters } = input;
  const seconds: Record<string, number> = {};
  const frame = frameOf(input.pool, input.poolVectors, input.dimensions);
  warnOfMissing(frame, task);

  const matched = await matchPool(frame, input, seconds, task);
  const { matching, centroids } = matched;
  const candidates = byFormat((format) => candidatesOf(frame, matching, format, parameters.ordinal));
  const analysis = await timed(seconds, 'analyse', () =>
    analyseItems(
      frame,
      input.results,
      formats.flatMap((format) => candidates[format].rows),
    ),
  );
  if (!analysis && parameters.hardSize > 0) {
    task.onWarning?.('No results are known of the pool, so there is no Hard benchmark: see `mixeval probe`.');
  }

  const clusters = { centroids, dimensions: frame.dimensions };
  const present = formats.filter((format) => frame.rowsByFormat[format].length > 0);
  const hardAnalysis = parameters.hardSize > 0 ? analysis : undefined;
  const chosen =
    hardAnalysis && parameters.lambda === null && parameters.hardMethod === 'discrimination'
      ? await timed(seconds, 'lambda', () =>
          chooseLambda(
            formats.map((format) => candidates[format]),
            hardAnalysis.matrix,
            frame.items.map((item) => item.benchmark_name),
            parameters.hardSize,
            parameters.seed,
          ),
        )
      : undefined;
  const lambda = parameters.lambda ?? chosen?.lambda ?? defaultLambda;
  const plans = present.flatMap((format) => [
    normalPlan(candidates[format], clusters, analysis?.answers ?? [], parameters.size),
    ...(hardAnalysis
      ? [hardPlan(frame, candidates[format], clusters, hardAnalysis, { ...parameters, lambda })]
      : []),
  ]);
  checkPossible(plans);

  const sources = { frame, matching, analysis, canary: parameters.canary };
  const draw = async (benchmark: Benchmark, stage: string): Promise<Splits> => {
    task.onProgress?.({ stage, done: 0, total: formats.length, unit: 'splits' });
    // A draw holds the thread: a signal that has come by now is heard before it and not after.
    await turn();
    throwIfAborted(task.signal);
    const splits = drawSplits(benchmark, plans, sources, parameters.seed);
    task.onProgress?.({ stage, done: formats.length, total: formats.length, unit: 'splits' });
    return splits;
  };
  const normal = await timed(seconds, 'sample', () => draw('mixeval', 'sample'));
  const hard = hardAnalysis ? await timed(seconds, 'hard', () => draw('mixeval-hard', 'hard')) : undefined;
  return {
    splits: { mixeval: normal, ...(hard ? { 'mixeval-hard': hard } : {}) },
    report: mixReport({
      ...matched,
      frame,
      candidates,
      analysis,
      parameters,
      lambda,
      chosen,
      normal,
      hard,
      seconds,
    }),
  };
}
