import type { Format } from '../../../src/core/schemas/item.js';
import type { SplitDesign } from '../../../src/core/schemas/release-item.js';
import type { GradedSample } from '../score.js';

/** What a metric came to. */
export interface MetricValue {
  readonly value: number;
  /** 95 %, [low, high]; null where the metric has none. */
  readonly interval: [number, number] | null;
}

/** A complete run, as metrics see it. */
export interface MetricInput {
  readonly graded: GradedSample;
  /** Of the benchmark's splits, the run's limit applied. */
  readonly splits: Readonly<Record<Format, SplitDesign>>;
  /** Whether the run asked every item of the benchmark. */
  readonly whole: boolean;
}

/**
 * A number beside the score, worked out from a complete run's grades. One file a metric, one line in the registry, one row in
 * the contract test; it then stands in every summary.json under its name.
 */
export interface Metric {
  readonly name: string;
  /** @returns null where the release does not carry what the metric needs */
  compute(input: MetricInput): MetricValue | null;
}
