import { kendall } from '../../src/core/correlation.js';
import { mean, standardDeviation } from '../../src/core/mean.js';

/** How scores move from release to release. Shares from 0 to 1. */
export interface Spread {
  /** Standard deviation over releases of a subject's score; mean over subjects. */
  readonly scoreStd: number;
  /** The same of the difference of two subjects; mean over pairs. Null with one subject. */
  readonly differenceStd: number | null;
  /** Kendall's tau-b of the subjects' order in two releases; mean over pairs of releases. Null with one subject. */
  readonly kendallTau: number | null;
  /** How far the mean over releases lies from the score on the whole traffic; mean absolute value over subjects. */
  readonly shift: number;
}

/** @param releases scores by release and subject; two releases or more
 * @param truth score of each subject on the whole traffic */
export function spreadOf(
  releases: readonly (readonly number[])[],
  truth: readonly number[],
): Spread & { readonly stds: readonly number[] } {
  const column = (subject: number): number[] => releases.map((scores) => scores[subject] ?? 0);
  const columns = truth.map((_, subject) => column(subject));
  const stds = columns.map(standardDeviation);
  const differences = columns.flatMap((a, at) =>
    columns.slice(at + 1).map((b) => standardDeviation(a.map((score, release) => score - (b[release] ?? 0)))),
  );
  const taus = releases.flatMap((a, at) => releases.slice(at + 1).map((b) => kendall(a, b)));
  const known = taus.filter((tau) => !Number.isNaN(tau));
  return {
    stds,
    scoreStd: mean(stds),
    differenceStd: differences.length > 0 ? mean(differences) : null,
    kendallTau: known.length > 0 ? mean(known) : null,
    shift: mean(truth.map((score, subject) => Math.abs(mean(columns[subject] ?? []) - score))),
  };
}

/** The value that a share of the values lies at or below, in between linearly. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  return low + (at % 1) * ((sorted[Math.ceil(at)] ?? low) - low);
}
