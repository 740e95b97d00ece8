import { correlation } from '../../mixer/item-analysis/discrimination.js';
import { mean } from '../../src/core/mean.js';
import { seededRandom, shuffled } from '../../src/core/random.js';
import type { ResponseTable } from '../../versions/stability/scored-pool.js';

/** How well a few models' answers tell the difficulty that the others find. */
export interface ProbeAgreement {
  readonly probes: number;
  /** Correlation over items, mean over draws of the probes; among the weaker half of the models, as cheap ones are. */
  readonly correlation: number;
}

const draws = 20;

/** Difficulty by few models against the failure rate of all others. */
export function measureProbes(table: ResponseTable, sizes: readonly number[]): ProbeAgreement[] {
  const rows = [...table.scores.values()];
  const scoreOf = (row: Float64Array, subject: number): number => {
    const score = row[subject] ?? Number.NaN;
    return Number.isNaN(score) ? 0 : score;
  };
  const ability = table.subjects.map((_, subject) => mean(rows.map((row) => scoreOf(row, subject))));
  const byAbility = [...table.subjects.keys()].sort((a, b) => (ability[a] ?? 0) - (ability[b] ?? 0));
  const weaker = byAbility.slice(0, Math.ceil(byAbility.length / 2));
  const random = seededRandom(1, 'probes');
  return sizes.map((probes) => ({
    probes,
    correlation: mean(
      Array.from({ length: draws }, () => {
        const chosen = new Set(shuffled(weaker, random).slice(0, probes));
        const failures = (wanted: (subject: number) => boolean): number[] =>
          rows.map((row) => mean(byAbility.filter(wanted).map((subject) => 1 - scoreOf(row, subject))));
        return correlation(
          failures((subject) => chosen.has(subject)),
          failures((subject) => !chosen.has(subject)),
        );
      }),
    ),
  }));
}
