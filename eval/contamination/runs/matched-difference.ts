import { mean, sumOfSquares } from '../../../src/core/mean.js';
import { t95, upperTail } from '../../statistics/student.js';

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

/** Fewer old or new items with a match tell nothing. */
export const fewestMatched = 10;
/** Below this many the interval would be guesswork. */
const fewestFreedom = 3;
/** Differences of scores below this are rounding. */
const negligible = 1e-9;

interface Cell {
  readonly old: number[];
  readonly new: number[];
}

/** The items of strata that hold both old and new ones, and how many those are. */
export function matchedCells(rows: readonly MatchedRow[]): {
  readonly cells: readonly Cell[];
  readonly old: number;
  readonly new: number;
} {
  const strata = new Map<string, Cell>();
  for (const { value, isOld, stratum } of rows) {
    const cell = strata.get(stratum) ?? { old: [], new: [] };
    (isOld ? cell.old : cell.new).push(value);
    strata.set(stratum, cell);
  }
  const cells = [...strata.values()].filter((cell) => cell.old.length > 0 && cell.new.length > 0);
  const total = (of: (cell: Cell) => number): number => cells.reduce((sum, cell) => sum + of(cell), 0);
  return { cells, old: total((cell) => cell.old.length), new: total((cell) => cell.new.length) };
}

/**
 * The difference of means within strata, each weighted by n_old n_new / (n_old + n_new) (Cochran 1954), with one variance
 * within all cells and Student's t. Where values do not vary within any cell the variance is that of whole strata: a few
 * values alike are no certainty. Strata without a match are left out.
 *
 * @param most the largest difference there can be: 1 for scores, 2 for differences of scores
 * @returns undefined for fewer than 10 old or new items with a match, or fewer than 3 degrees of freedom
 */
export function matchedDifference(rows: readonly MatchedRow[], most = 1): MatchedDifference | undefined {
  const { cells, ...counts } = matchedCells(rows);
  const freedom = counts.old + counts.new - 2 * cells.length;
  if (Math.min(counts.old, counts.new) < fewestMatched || freedom < fewestFreedom) return undefined;
  let weights = 0;
  let sum = 0;
  let within = 0;
  let whole = 0;
  for (const cell of cells) {
    const weight = (cell.old.length * cell.new.length) / (cell.old.length + cell.new.length);
    weights += weight;
    sum += weight * (mean(cell.old) - mean(cell.new));
    within += sumOfSquares(cell.old) + sumOfSquares(cell.new);
    whole += sumOfSquares([...cell.old, ...cell.new]);
  }
  const difference = sum / weights;
  const errorBy = (squares: number): number => Math.sqrt(squares / freedom / weights);
  const standardError = errorBy(within) < negligible ? errorBy(whole) : errorBy(within);
  const half = t95(freedom) * standardError;
  return {
    ...counts,
    difference,
    interval: [Math.max(-most, difference - half), Math.min(most, difference + half)],
    pValue: standardError < negligible ? 1 : upperTail(difference / standardError, freedom),
  };
}
