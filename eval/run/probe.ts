import { MixevalError } from '../../src/core/errors.js';
import { sha256 } from '../../src/core/hash.js';
import type { LongTask } from '../../src/core/progress.js';
import { seededRandom, shuffled } from '../../src/core/random.js';
import type { Format, Item } from '../../src/core/schemas/item.js';
import type { ItemResult } from '../../src/core/schemas/item-result.js';
import type { ReleaseItem, Split } from '../../src/core/schemas/release-item.js';
import { readGrades } from './find-run.js';
import { itemResults, probePrefix } from './results.js';
import type { Material, RunOptions, RunOutcome } from './run-options.js';
import { runSubjects } from './run-subjects.js';

export interface ProbeOptions extends RunOptions {
  /** The pool. */
  readonly items: readonly Item[];
  /** Its hash: the same probe of the same pool goes on where it stopped. */
  readonly poolHash: string;
  /** How many items to ask, drawn by the seed; all of them unless said otherwise. */
  readonly sample?: number | undefined;
  /** Seed of the sample; 1 unless said otherwise. */
  readonly seed?: number | undefined;
}

/** One subject's run over the pool, and what it got on each item; nothing of a run that is not complete. */
export interface ProbeOutcome {
  readonly run: RunOutcome;
  readonly results: readonly ItemResult[];
}

/**
 * Asks subjects the items of a pool, to learn how hard each item is and how well it tells subjects apart. The machinery
 * and its promises are those of `evaluate`.
 *
 * @throws MixevalError `too-few` for an empty pool; else as `evaluate`
 */
export async function probe(options: ProbeOptions, task: LongTask = {}): Promise<ProbeOutcome[]> {
  const runs = await runSubjects(probeMaterial(options), options, task);
  return Promise.all(
    runs.map(async (run) => ({
      run,
      results: run.complete ? itemResults(run.model, await readGrades(run)) : [],
    })),
  );
}

/** The sample of a pool as if it were a release, every item of weight 1. */
export function probeMaterial({
  items,
  poolHash,
  sample = items.length,
  seed = 1,
}: Pick<ProbeOptions, 'items' | 'poolHash' | 'sample' | 'seed'>): Material {
  if (items.length === 0) {
    throw new MixevalError('too-few', 'The pool is empty: there is nothing to ask.', {
      next: 'Add benchmark items with `mixeval pool add`.',
    });
  }
  const chosen = shuffled(items, seededRandom(seed, 'probe sample')).slice(0, sample);
  const hash = sha256(JSON.stringify([poolHash, sample, seed]));
  const pi = chosen.length / items.length;
  const splitOf = (format: Format): Split => ({
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
