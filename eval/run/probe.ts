import { MixevalError } from '../../src/core/errors.js';
import { sha256 } from '../../src/core/hash.js';
import type { LongTask } from '../../src/core/progress.js';
import { seededRandom, shuffled } from '../../src/core/random.js';
import { type RestingSplit, resting } from '../../src/core/resting-split.js';
import type { Format, Item } from '../../src/core/schemas/item.js';
import type { ItemResult } from '../../src/core/schemas/item-result.js';
import type { ReleaseItem } from '../../src/core/schemas/release-item.js';
import { counted, estimateInWords } from '../../src/core/text-table.js';
import type { Workspace } from '../../src/core/workspace.js';
import { priceOf } from './cost.js';
import { estimateMaterial, type RunEstimate } from './estimate.js';
import { readGrades } from './find-run.js';
import { itemResults, probePrefix } from './results.js';
import type { Material, RunOptions, RunOutcome } from './run-options.js';
import { runSubjects } from './run-subjects.js';

export interface ProbeOptions extends RunOptions {
  /** Only these pools; all unless said otherwise. */
  readonly pools?: readonly string[] | undefined;
  /** How many items to ask, drawn by the seed; all of them unless said otherwise. */
  readonly sample?: number | undefined;
  /** Seed of the sample; 1 unless said otherwise. */
  readonly seed?: number | undefined;
}

/** One subject's run over the pool, what it got on each item, and the file that says so: of a run that is complete. */
export interface ProbeOutcome {
  readonly run: RunOutcome;
  readonly results: readonly ItemResult[];
  readonly file: string | undefined;
}

/**
 * Asks subjects the items of a pool, to learn how hard each item is and how well it tells subjects apart, and keeps
 * that with the corpus for the next build. The machinery and its promises are those of `evaluate`; the same probe of the
 * same pool goes on where it stopped.
 *
 * @throws MixevalError `too-few` for an empty pool; else as `evaluate`
 */
export async function probe(options: ProbeOptions, task: LongTask = {}): Promise<ProbeOutcome[]> {
  const material = await probeMaterial(options, task);
  await sayWhatItCosts(material, options, task);
  const runs = await runSubjects(material, options, task);
  const outcomes: ProbeOutcome[] = [];
  for (const run of runs) outcomes.push(await kept(options.workspace, run));
  return outcomes;
}

/**
 * What `probe` with these options would ask and cost. Nothing is asked.
 *
 * @throws MixevalError `too-few` for an empty pool
 */
export async function estimateProbe(options: ProbeOptions, task: LongTask = {}): Promise<RunEstimate[]> {
  return estimateMaterial(await probeMaterial(options, task), options);
}

/** A pool is large, so that its cost is told before anything is asked; of subjects that cost nothing no word is said. */
async function sayWhatItCosts(
  material: Material,
  options: ProbeOptions,
  { onWarning }: LongTask,
): Promise<void> {
  const priced = options.subjects.filter(({ model, price = priceOf(model) }) => price?.input !== 0);
  if (priced.length === 0) return;
  for (const run of await estimateMaterial(material, { ...options, subjects: priced })) {
    const cost = estimateInWords(run.costUsd);
    onWarning?.(
      `${run.model} is asked up to ${counted(run.requests, 'questions')} of ${counted(run.inputTokens, 'tokens')} in all, ${cost}; --max-cost-usd sets a limit, --sample asks fewer.`,
    );
  }
}

async function kept(workspace: Workspace, run: RunOutcome): Promise<ProbeOutcome> {
  if (!run.complete) return { run, results: [], file: undefined };
  const results = itemResults(run.model, await readGrades(run));
  const { writeResults } = await import('../../corpus/index.js');
  const file = await writeResults(workspace, `probe-${encodeURIComponent(run.model)}`, results);
  return { run, results, file };
}

/** The sample of the pool as if it were a release, every item of weight 1. */
async function probeMaterial(options: ProbeOptions, task: LongTask): Promise<Material> {
  // The room of pools is loaded by who probes: who evaluates should not wait for it.
  const { readPool } = await import('../../corpus/index.js');
  const { items, hash: poolHash } = await readPool(options.workspace, { names: options.pools }, task);
  const { sample = items.length, seed = 1 } = options;
  if (items.length === 0) {
    throw new MixevalError('too-few', 'The pool is empty: there is nothing to ask.', {
      next: 'Add benchmark items with `mixeval pool add`.',
    });
  }
  const chosen = shuffled(items, seededRandom(seed, 'probe sample')).slice(0, sample);
  const hash = sha256(JSON.stringify([poolHash, sample, seed]));
  const pi = chosen.length / items.length;
  const splitOf = (format: Format): RestingSplit =>
    resting({
      design: 'pareto',
      batchMatched: chosen.length,
      auxiliaryTotals: null,
      items: chosen.filter((item) => item.problem_type === format).map((item) => asReleaseItem(item, pi)),
    });
  return {
    version: `${probePrefix}${hash.slice(0, 8)}`,
    hash,
    splits: [
      {
        benchmark: 'mixeval',
        splits: { 'free-form': splitOf('free-form'), 'multiple-choice': splitOf('multiple-choice') },
      },
    ],
  };
}

function asReleaseItem(item: Item, pi: number): ReleaseItem {
  return { ...item, weight: 1 / pi, pi, tilt: 1, difficulty: null, similarity: null, cluster: 0, canary: '' };
}
