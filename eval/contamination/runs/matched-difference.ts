import { t95, upperTail } from '../../statistics/student.js';

/** A value of one item, whether it is old, and what it is matched by. */
export interface MatchedRow {
  readonly value: number;
  readonly isOld: boolean;
  readonly stratum: string;
  /** Matched beside the stratum, whatever that is: how many of the models are right. One for all where it is left out. */
  readonly level?: number;
}

/** How much higher values are on old items than on new ones of the same strata and levels. */
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

/** The rows of strata that hold both old and new ones, and how many of each those are. */
export function matchedRows<Row extends Pick<MatchedRow, 'isOld' | 'stratum'>>(
  rows: readonly Row[],
): {
  readonly matched: readonly Row[];
  readonly old: number;
  readonly new: number;
} {
  const strataOf = (wanted: boolean): Set<string> =>
    new Set(rows.flatMap(({ isOld, stratum }) => (isOld === wanted ? [stratum] : [])));
  const [ofOld, ofNew] = [strataOf(true), strataOf(false)];
  const matched = rows.filter(({ stratum }) => ofOld.has(stratum) && ofNew.has(stratum));
  const old = matched.filter(({ isOld }) => isOld).length;
  return { matched, old, new: matched.length - old };
}

/**
 * The difference between old and new by least squares with an effect for each stratum and one for each level, and Student's t.
 * With strata alone that is the mean difference within strata, each weighted by n_old n_new / (n_old + n_new) (Cochran 1954).
 * Where nothing is left to vary the variance is that without the difference: a few values alike are no certainty.
 *
 * @param most the largest difference there can be: 1 for scores, 2 for differences of scores
 * @returns undefined for fewer than 10 old or new items with a match, fewer than 3 degrees of freedom, or where no level has
 * both
 */
export function matchedDifference(rows: readonly MatchedRow[], most = 1): MatchedDifference | undefined {
  const { matched, ...counts } = matchedRows(rows);
  const effects = [matched.map(({ stratum }) => stratum), matched.map(({ level = 0 }) => level)].map(
    groupsOf,
  );
  const freedom = matched.length - effects.reduce((sum, { sizes }) => sum + sizes.length, 0);
  if (Math.min(counts.old, counts.new) < fewestMatched || freedom < fewestFreedom) return undefined;
  const isOld = withoutEffects(
    matched.map((row) => Number(row.isOld)),
    effects,
  );
  const values = withoutEffects(
    matched.map(({ value }) => value),
    effects,
  );
  const weight = product(isOld, isOld);
  if (weight < negligible) return undefined;
  const difference = product(isOld, values) / weight;
  const residuals = values.map((value, at) => value - difference * (isOld[at] ?? 0));
  const errorOf = (left: readonly number[]): number => Math.sqrt(product(left, left) / freedom / weight);
  const standardError = errorOf(residuals) < negligible ? errorOf(values) : errorOf(residuals);
  const half = t95(freedom) * standardError;
  return {
    ...counts,
    difference,
    interval: [Math.max(-most, difference - half), Math.min(most, difference + half)],
    pValue: standardError < negligible ? 1 : upperTail(difference / standardError, freedom),
  };
}

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

/** Which group each row is in, by the group's place, and how many rows each group has. */
interface Groups {
  readonly of: readonly number[];
  readonly sizes: readonly number[];
}

function groupsOf(names: readonly (string | number)[]): Groups {
  const places = new Map([...new Set(names)].map((name, place) => [name, place]));
  const of = names.map((name) => places.get(name) ?? 0);
  return {
    of,
    sizes: sumsBy(
      of,
      names.map(() => 1),
      places.size,
    ),
  };
}

function sumsBy(groups: readonly number[], values: readonly number[], count: number): number[] {
  const sums = new Array<number>(count).fill(0);
  groups.forEach((group, at) => {
    sums[group] = (sums[group] ?? 0) + (values[at] ?? 0);
  });
  return sums;
}

/** Passes over the effects; few are needed where levels stand in most strata. */
const mostPasses = 200;

/**
 * Values less what their groups explain: the residuals of least squares on all effects (Frisch and Waugh 1933), by taking the
 * means of one effect's groups off and then of the next's, until none is left.
 */
function withoutEffects(values: readonly number[], effects: readonly Groups[]): number[] {
  let left = [...values];
  for (let pass = 0; pass < mostPasses; pass += 1) {
    let largest = 0;
    for (const { of, sizes } of effects) {
      const means = sumsBy(of, left, sizes.length).map((sum, group) => sum / (sizes[group] ?? 1));
      largest = means.reduce((most, one) => Math.max(most, Math.abs(one)), largest);
      left = left.map((value, at) => value - (means[of[at] ?? 0] ?? 0));
    }
    if (largest < negligible / 1000) break;
  }
  return left;
}
