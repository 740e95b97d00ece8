/** What goes into the mixer and what comes out: plain data. */

import type { Format, Item } from '../src/core/schemas/item.js';
import type { ItemResult } from '../src/core/schemas/item-result.js';
import type { Benchmark, Split } from '../src/core/schemas/release-item.js';
import type { Unrepresented } from './match/unrepresented.js';
import type { IndexChoice } from './nearest/choice.js';
import type { Precision } from './precision.js';

/** A chunk of the batch, embedded. */
export interface BatchChunk {
  /** Row-major [rows, dimensions], unit vectors. */
  readonly vectors: Float32Array;
  /** How many of the batch's queries each row stands for. */
  readonly counts: readonly number[];
  /** The text of each row, where people are to be told of them. */
  readonly texts?: readonly string[];
}

/** What a release is mixed from. Nothing in it is changed. */
export interface MixInput {
  readonly pool: readonly Item[];
  /** Row-major [pool.length, dimensions], unit vectors, in the pool's order. */
  readonly poolVectors: Float32Array;
  readonly dimensions: number;
  /** Streams the batch from its beginning, in one fixed order; called more than once. */
  readonly batch: () => AsyncIterable<BatchChunk>;
  /** What subjects got on items, for sampling sizes and for Hard. May be empty. */
  readonly results: readonly ItemResult[];
  readonly parameters: MixParameters;
}

export interface MixParameters {
  /** Places of each split of the normal benchmark. */
  readonly size: number;
  /** Places of each split of the Hard benchmark; 0 for none. */
  readonly hardSize: number;
  readonly seed: number;
  /** The release's place in its series, from 0: one more than the release before. */
  readonly ordinal: number;
  /** Cosine below which a match is no match. */
  readonly similarityFloor: number;
  readonly index: IndexChoice;
  readonly hardMethod: 'discrimination' | 'batch-rejection';
  /** Strength of difficulty in Hard, 0 to 2; null to choose it by cross-validation, or 1 where too few subjects are known. */
  readonly lambda: number | null;
  /** Standard error of a score that is wanted, above 0: the report says what it takes. */
  readonly precision?: number | undefined;
  /** Written into every item. */
  readonly canary: string;
  /** Where a built index is kept for the next time; not kept where absent. */
  readonly indexFile?: string;
}

/** Why there is no Hard benchmark, or how it came about. */
export type HardReport =
  | { readonly built: false; readonly reason: 'not-asked-for' | 'no-results' }
  | {
      readonly built: true;
      readonly method: MixParameters['hardMethod'];
      readonly lambda: number;
      readonly lambdaBy: 'given' | 'default' | 'cross-validation';
      /** By strength tried: the share of pairs of subjects told apart; null where none was tried. */
      readonly lambdaSeparated: Readonly<Record<string, number>> | null;
      readonly subjects: number;
      /** Items with an observed difficulty, and those with a predicted one. */
      readonly observedItems: number;
      readonly predictedItems: number;
      /** With one or two subjects discrimination cannot be known and is taken as constant. */
      readonly constantDiscrimination: boolean;
      /** Correlation of predicted with observed difficulty by cross-validation; null with too few items. */
      readonly predictionCorrelation: number | null;
      /** As the normal benchmark's `topicDistance` below: the two should differ by no more than 0.01. */
      readonly topicDistance: Readonly<Record<Format, number>>;
    };

/** An item whose ground truth may be wrong: strong subjects miss it more than weak ones. */
export interface Suspect {
  readonly item: string;
  /** Item-rest correlation, shrunk; below 0. */
  readonly discrimination: number;
  readonly difficulty: number;
  /** What the strongest subjects got on it, the strongest first. */
  readonly answers: readonly {
    readonly subject: string;
    readonly score: number;
    readonly answer?: string;
  }[];
}

/** Everything about the matching and the draw that the manifest reports. */
export interface MixReport {
  /** Queries in the batch, counts included. */
  readonly batchQueries: number;
  /** Share of the batch at or above the floor, 0 to 1. */
  readonly matchedShare: number;
  /** What the rest of it asks. */
  readonly unrepresented: Unrepresented;
  /** How precise a score will be. */
  readonly precision: Precision;
  /** Of the best similarity of each query, counts included, at 0, 0.05, 0.25, 0.5, 0.75, 0.95, 1. */
  readonly similarityQuantiles: Readonly<Record<string, number>>;
  /** recall@1 against exact search on a seeded sample, and the sample's size; 1 for the exact index. */
  readonly indexRecall: { readonly recallAt1: number; readonly sample: number };
  readonly indexKind: 'hnsw' | 'exact';
  readonly clusters: number;
  /** Effective size of the traffic's mass over the pool: 1 / sum m². */
  readonly effectivePoolSize: number;
  /** Share of the batch's mass by benchmark name, by format. */
  readonly traffic: Readonly<Record<Format, Readonly<Record<string, number>>>>;
  /** Total variation distance between the split's weighted topic shares and the traffic's, by format. */
  readonly topicDistance: Readonly<Record<Format, number>>;
  readonly hard: HardReport;
  readonly suspects: readonly Suspect[];
  /** Seconds by stage: `index`, `cluster`, `match`, `recall`, `analyse`, `sample`, `hard`. */
  readonly seconds: Readonly<Record<string, number>>;
}

/** A release before it is written. */
export interface ReleaseDraft {
  readonly splits: Readonly<Partial<Record<Benchmark, Readonly<Record<Format, Split>>>>>;
  readonly report: MixReport;
}
