import { MixevalError } from '../src/core/errors.js';
import { type LongTask, timed } from '../src/core/progress.js';
import { seededRandom } from '../src/core/random.js';
import { sampleBatch } from './clusters/batch-sample.js';
import { clusterCount, sphericalKMeans } from './clusters/k-means.js';
import { RowSampler } from './clusters/row-sampler.js';
import type { MixInput, MixReport } from './draft.js';
import type { Frame } from './frame.js';
import { type Matching, matchBatch } from './match/match.js';
import { describeUnrepresented, type Unrepresented, unrepresentedSample } from './match/unrepresented.js';
import { nearestKindFor } from './nearest/choice.js';
import { exact } from './nearest/exact.js';
import { measureRecall } from './nearest/recall.js';

/**
 * Rows of the batch that the topic clusters are found in; of them, rows that recall is measured on (half of a small
 * batch) and others that an approximate index learns from.
 */
const clusterSample = 20_000;
const recallSample = 1_000;
const indexSample = 4_000;

/** What the batch says of the pool. */
export interface MatchedPool extends Pick<MixReport, 'indexRecall' | 'indexKind'> {
  readonly matching: Matching;
  /** Unit vectors of the topic clusters, row-major [clusters, dimensions]. */
  readonly centroids: Float32Array;
  readonly unrepresented: Unrepresented;
}

/**
 * Indexes the pool, finds the batch's topic clusters, matches every query and measures the index's recall. Adds to
 * `seconds`: `index`, `cluster`, `match`, `recall`.
 *
 * @throws MixevalError `too-few` for an empty batch
 */
export async function matchPool(
  frame: Frame,
  { batch, parameters }: Pick<MixInput, 'batch' | 'parameters'>,
  seconds: Record<string, number>,
  task: LongTask,
): Promise<MatchedPool> {
  const { dimensions } = frame;
  const { size, hardSize, seed, similarityFloor, indexFile } = parameters;
  const sample = await timed(seconds, 'cluster', () =>
    sampleBatch(batch, dimensions, clusterSample, seed, task),
  );
  if (sample.weights.length === 0) {
    throw new MixevalError('too-few', 'The batch is empty: there is no query to match.', {
      next: 'Mine some queries with `mixeval mine SOURCE...`.',
      details: { queries: 0 },
    });
  }
  const recallRows = Math.min(recallSample, Math.ceil(sample.weights.length / 2));
  const rowsOf = (first: number, end: number): Float32Array =>
    sample.vectors.subarray(first * dimensions, end * dimensions);
  const pool = { vectors: frame.vectors, dimensions };
  const index = await timed(seconds, 'index', () =>
    nearestKindFor(parameters.index, frame.items.length).open(
      { ...pool, indexFile, sample: rowsOf(recallRows, recallRows + indexSample) },
      task,
    ),
  );
  try {
    const wanted = clusterCount(hardSize > 0 ? Math.min(size, hardSize) : size);
    const centroids = await timed(seconds, 'cluster', () =>
      sphericalKMeans(sample, dimensions, wanted, seededRandom(seed, 'clusters'), task),
    );
    const clusters = await exact.open({ vectors: centroids, dimensions });
    try {
      const unmatched = new RowSampler(dimensions, unrepresentedSample, seed);
      const matching = await timed(seconds, 'match', () =>
        matchBatch(
          frame,
          batch,
          { pool: index, clusters },
          centroids.length / dimensions,
          similarityFloor,
          unmatched,
          task,
        ),
      );
      const unrepresented = await timed(seconds, 'cluster', () =>
        describeUnrepresented(
          unmatched.sample(),
          1 - matching.matched / matching.queries,
          dimensions,
          seed,
          task,
        ),
      );
      const indexRecall = await timed(seconds, 'recall', () =>
        measureRecall(index, pool, rowsOf(0, recallRows)),
      );
      return { matching, centroids, unrepresented, indexRecall, indexKind: index.kind };
    } finally {
      await clusters.close();
    }
  } finally {
    await index.close();
  }
}
