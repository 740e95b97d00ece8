import type { LongTask } from '../../src/core/progress.js';
import type { Workspace } from '../../src/core/workspace.js';
import { seenItems } from '../contamination/seen-items.js';
import type { StoredRun } from '../run/run-folder.js';
import { differenceOfParts, type PartScore } from '../statistics/difference-of-parts.js';
import type { Sample } from '../statistics/sample.js';

/** What contamination reports say of the items that runs answered. */
export interface SeenPart {
  /** Items that a report names. */
  readonly seen: number;
  readonly clean: number;
  /** The same in words. */
  readonly says: string;
}

/** A model's score on the items that no contamination report names, and on those that one does. */
export interface CleanAndSeen {
  readonly clean: PartScore;
  readonly seen: PartScore;
  /** Seen minus clean, -1 to 1: items that were seen may be easier ones besides, so hold it against other models'. */
  readonly difference: number;
  /** 95 %. */
  readonly interval: readonly [number, number];
}

/**
 * Which items of a sample a contamination report names, of texts or of one of these runs' models: the same for all of them, so
 * that their differences can be held against one another.
 *
 * @param runs of one release
 * @returns one an observation; undefined where there is no report
 * @throws MixevalError `invalid-data` for a damaged report, `interrupted`
 */
export async function seenAmong(
  workspace: Workspace,
  runs: readonly StoredRun[],
  { observations }: Sample,
  task: LongTask,
): Promise<readonly boolean[] | undefined> {
  const records = runs.map(({ record }) => record);
  const seen = await seenItems(workspace, records[0]?.version ?? '', records, task);
  return seen && observations.map(({ item }) => seen.has(item.id));
}

/** How many of them are seen; null where there is no report. */
export function seenPart(isSeen: readonly boolean[] | undefined): SeenPart | null {
  if (!isSeen) return null;
  const seen = isSeen.filter(Boolean).length;
  const clean = isSeen.length - seen;
  return { seen, clean, says: inWords(seen, clean) };
}

function inWords(seen: number, clean: number): string {
  if (seen === 0) return `Contamination reports name none of these ${clean} items.`;
  if (clean === 0) return `Contamination reports name all of these ${seen} items.`;
  return `Contamination reports name ${seen} of ${seen + clean} items: those are seen, the others clean. Seen items may also be the easier ones: hold a difference against the other models'.`;
}

/**
 * A model's scores apart.
 *
 * @param values its scores, one an observation of the sample
 * @returns null where there is no report, or where nothing is clean or nothing seen
 */
export function cleanAndSeen(
  sample: Sample,
  values: readonly number[],
  isSeen: readonly boolean[] | undefined,
): CleanAndSeen | null {
  const parts = isSeen && differenceOfParts(sample, values, isSeen);
  if (!parts) return null;
  const { inside, outside, difference, interval } = parts;
  return { clean: outside, seen: inside, difference, interval };
}
