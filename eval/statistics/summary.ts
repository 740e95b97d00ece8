import type { Format } from '../../src/core/schemas/item.js';
import type { ReleaseItem, Split } from '../../src/core/schemas/release-item.js';
import type { GradeRecord, RunRecord, Summary } from '../records.js';

/** What a run cost, as its owner counted it. */
export type RunCounters = Pick<
  Summary,
  'requests' | 'reused' | 'judgeRequests' | 'inputTokens' | 'outputTokens' | 'costUsd' | 'seconds'
>;

/** Everything a summary is made of. */
export interface SummaryInput {
  readonly run: Pick<
    RunRecord,
    'version' | 'benchmark' | 'model' | 'parser' | 'judge' | 'limit' | 'repeats'
  >;
  /** The benchmark's two splits, whole: the run's `limit` is applied here, to each split. */
  readonly splits: Readonly<Record<Format, Split>>;
  /** In any order. An item with fewer grades than expected makes its split and the run incomplete. */
  readonly grades: Iterable<GradeRecord>;
  /** Grades that an item must have; by default the run's repeats. */
  readonly expectedGrades?: (item: ReleaseItem) => number;
  readonly counters: RunCounters;
  /** The code of the error that ended the run early, or null. */
  readonly stoppedBy: string | null;
}

/** A run's summary.json out of its grades. */
export type Summarise = (input: SummaryInput) => Summary;
