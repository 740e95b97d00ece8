import { z } from 'zod';
import type { Format } from '../../src/core/schemas/item.js';
import type { Benchmark } from '../../src/core/schemas/release-item.js';
import type { TableOptions } from '../tables/index.js';

/** A score from 0 to 1 as a number, or as text in a CSV file; null where there is none. */
export const scoreSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d*\.?\d+$/)
      .transform(Number),
  ])
  .pipe(z.number().min(0).max(1))
  .nullable();

/** Why a row gives no result. */
export const resultReasons = {
  unreadable: 'the row cannot be read, or lacks a field',
  unscored: 'the system had no score on it',
  'unknown-item': 'its item is not among those known here',
  'approximate-grading': 'its grading is known to be unreliable',
} as const;
export type ResultReason = keyof typeof resultReasons;

/** One row: what a system got on an item, or why it says nothing. */
export type FoundResult =
  | { readonly subject: string; readonly item: string; readonly score: number }
  | ResultReason;

/** How items are found by what other people's files call them. */
export interface ItemLookup {
  /** By the key of a row in a file of MixEval's layout. */
  byKey(benchmark: Benchmark, format: Format, key: string): string | undefined;
  /** A free-form item of the pools, by its question. */
  byQuestion(question: string): Promise<string | undefined>;
}

/** A layout of per-item results. One file of this folder exports one, and the registry names it. */
export interface ResultLayout {
  readonly name: string;
  readonly description: string;
  /** Columns of the first row by which it is told from the others. */
  readonly columns: readonly string[];
  /** Whether its items are named by the keys of a release. */
  readonly needsRelease: boolean;
  read(file: string, items: ItemLookup, options: TableOptions): AsyncGenerator<FoundResult>;
}
