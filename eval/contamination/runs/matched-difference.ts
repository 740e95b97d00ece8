import { mean, sumOfSquares } from '../../../src/core/mean.js';
import { twoSidedPValue } from '../../statistics/normal.js';
import { t95 } from '../../statistics/student.js';

/** A value of one item, whether it is old, and what it is matched by. */
export interface MatchedRow {
  readonly value: number;
  readonly isOld: boolean;
  readonly stratum: string;
}

/** How much higher values are on old items than on new ones of the same strata. */
export interface MatchedDifference {
  /** Items of strata that hold both. */
  readonly old: number;
  readonly new: number;
  readonly difference: number;
  /** 95 %. */
  readonly interval: [number, number];
  /** One-sided: of old items being no better. */
  readonly pValue: number;
}

/**
 * The difference of means within strata, each weighted by n_old n_new / (n_old + n_new) (Cochran 1954), with one variance
 * within all cells. Strata without a match are left out; undefined where none has one, or no degree of freedom is left.
 */
export function matchedDifference(rows: readonly MatchedRow[]): MatchedDifference | undefined {
  const strata = new Map<string, { old: number[]; new: number[] }>();
  for (const { value, isOld, stratum } of rows) {
    const cell = strata.get(stratum) ?? { old: [], new: [] };
    (isOld ? cell.old : cell.new).push(value);
    strata.set(stratum, cell);
  }
  const both = [...strata.values()].filter((cell) => cell.old.length > 0 && cell.new.length > 0);
  const counts = { old: 0, new: 0 };
  let weights = 0;
  let sum = 0;
  let squares = 0;
  for (const cell of both) {
    const weight = (cell.old.length * cell.new.length) / (cell.old.length + cell.new.length);
    weights += weight;
    sum += weight * (mean(cell.old) - mean(cell.new));
    squares += sumOfSquares(cell.old) + sumOfSquares(cell.new);
    counts.old += cell.old.length;
    counts.new += cell.new.length;
  }
  const freedom = counts.old + counts.new - 2 * both.length;
  if (freedom < 1) return undefined;
  const difference = sum / weights;
  const standardError = Math.sqrt(squares / freedom / weights);
  const half = t95(freedom) * standardError;
  const tail =
    standardError === 0 ? Number(difference === 0) : twoSidedPValue(difference / standardError) / 2;
  return {
    ...counts,
    difference,
    interval: [difference - half, difference + half],
    pValue: difference > 0 ? tail : 1 - tail,
  };
}
