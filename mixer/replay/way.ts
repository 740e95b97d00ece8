import type { Random } from '../../src/core/random.js';
import type { Answers, Population } from './population.js';

/** What one release is drawn by. */
export interface ReplayOptions {
  readonly places: number;
  /** Queries of its batch that fall on the population. */
  readonly queries: number;
  /** Of batch and draw. */
  readonly random: Random;
  /** Permanent random numbers by row; ways that know none leave them alone. */
  readonly uniforms: Float64Array;
  /** What is known of the items before the draw; empty for nothing. */
  readonly answers: Answers;
}

/** A release of one format, replayed. Everything by item drawn. */
export interface ReplayedRelease {
  /** Rows of the population, none twice. */
  readonly rows: readonly number[];
  /** What a score's mean is weighted by. */
  readonly weights: readonly number[];
  /** How many places of the release the item takes up: 1, or its copies. */
  readonly places: readonly number[];
  /** Inclusion probabilities and strata, where the way knows them, and its batch: queries by row of the population. */
  readonly design?: {
    readonly pi: readonly number[];
    readonly strata: readonly number[];
    readonly batch: Float64Array;
  };
}

/** A way of drawing a release. One file a way, one line in the registry, one row in the contract test. */
export interface Way {
  readonly name: string;
  /** One line for tables and help. */
  readonly description: string;
  draw(population: Population, options: ReplayOptions): ReplayedRelease;
}
