import { z } from 'zod';
import { readJson } from '../../src/core/files.js';
import type { ReleaseItem } from '../../src/core/schemas/release-item.js';
import type { Sample } from '../statistics/sample.js';
import { estimateShare, meanOfShares } from '../statistics/share-interval.js';

/** Groups of subjects by name: each lists benchmarks, or the subjects that a benchmark divides its items into. */
export type Groups = Readonly<Record<string, readonly string[]>>;

const groupsSchema = z.record(z.string().min(1), z.array(z.string().min(1)).min(1));

/** A model's score on a group of subjects. */
export interface GroupScore {
  readonly group: string;
  /** Distinct items; an item that several of the group's names stand for counts once. */
  readonly n: number;
  /** Weighted mean over the group's items, 0 to 1; null where it has none. */
  readonly score: number | null;
  readonly interval: readonly [number, number] | null;
}

/** A model's scores on groups, and their mean. */
export interface GroupScores {
  readonly groups: readonly GroupScore[];
  /** The mean over the groups that have items, each counting alike; null where none has. */
  readonly mean: { readonly score: number; readonly interval: readonly [number, number] } | null;
}

/**
 * Reads groups from a JSON file: `{"sciences": ["physics", "chemistry"], "GSM8K": ["GSM8K"]}`.
 *
 * @throws MixevalError `corrupt` for what is not JSON, `invalid-data` for anything but lists of names by name
 */
export function readGroups(file: string): Promise<Groups> {
  return readJson(file, groupsSchema);
}

/** Names in groups that no item of a sample goes by. */
export function unknownNames({ observations }: Sample<ReleaseItem>, groups: Groups): string[] {
  const known = new Set(
    observations.flatMap(({ item }) => [
      ...item.benchmarks,
      ...(item.subject === undefined ? [] : [item.subject]),
    ]),
  );
  return [...new Set(Object.values(groups).flat())].filter((name) => !known.has(name));
}

/**
 * A model's scores on groups of subjects.
 *
 * @param values its scores, one an observation of the sample
 */
export function groupScores(
  sample: Sample<ReleaseItem>,
  values: readonly number[],
  groups: Groups,
): GroupScores {
  const parts = Object.entries(groups).map(([group, names]) => {
    const counted = sample.observations.map(
      ({ item }) =>
        item.benchmarks.some((name) => names.includes(name)) ||
        (item.subject !== undefined && names.includes(item.subject)),
    );
    return { group, counted, n: counted.filter(Boolean).length };
  });
  const filled = parts.filter(({ n }) => n > 0).map(({ counted }) => counted);
  const over = filled.length === 0 ? null : meanOfShares(sample, values, filled);
  return {
    groups: parts.map(({ group, counted, n }) => {
      if (n === 0) return { group, n, score: null, interval: null };
      const { mean, interval } = estimateShare(sample, values, counted);
      return { group, n, score: mean, interval };
    }),
    mean: over && { score: over.mean, interval: over.interval },
  };
}
