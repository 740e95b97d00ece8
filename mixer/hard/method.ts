/** A way of making the Hard benchmark. */

import type { Random } from '../../src/core/random.js';
import type { DrawInput, DrawnUnit } from '../sampling/draw.js';

/** What a Hard split is drawn from; everything by candidate. */
export interface HardInput extends Omit<DrawInput, 'pi'> {
  /** Share of the matched queries, summing to 1. */
  readonly mass: Float64Array;
  /** B: the matched queries. */
  readonly batchMatched: number;
  /** Difficulty in standard deviations from the mean of the format's items. */
  readonly difficulty: Float64Array;
  /** Shrunk item-rest correlation, or a constant. */
  readonly discrimination: Float64Array;
  /** Strength of difficulty, 0 to 2. */
  readonly lambda: number;
}

/** A Hard split as it was drawn. */
export interface HardDesign {
  /** q: each candidate's share of what the split's weighted mean estimates; they sum to 1. */
  readonly target: Float64Array;
  readonly pi: Float64Array;
  /** How much the batch's chance moves each candidate's q in its topic: m (dq/dm)² / q, so q/m where q grows in proportion. */
  readonly tilt: Float64Array;
  readonly drawn: readonly DrawnUnit[];
}

/** A way of making the Hard benchmark. One file a method, one line in the registry, one row in the contract test. */
export interface HardMethod {
  readonly name: 'discrimination' | 'batch-rejection';
  /** How many of the candidates it can draw. */
  possible(input: HardInput): number;
  /** @param places at most what is possible */
  draw(input: HardInput, places: number, random: Random): HardDesign;
}
