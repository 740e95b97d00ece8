import { groupBy } from '../src/core/groups.js';
import type { Format } from '../src/core/schemas/item.js';
import type { Benchmark, ReleaseItem } from '../src/core/schemas/release-item.js';
import type { Workspace } from '../src/core/workspace.js';
import { splitPlaces } from './layout.js';
import { sortedRecord } from './splits.js';
import { openRelease, type Release } from './store.js';

/** Items that stand in both releases, in the first alone, in the second alone. */
export interface Moves {
  kept: number;
  gone: number;
  new: number;
}

/** What changed in one split. Weights are shares of their split's, so that batches of other sizes compare. */
export interface SplitDiff extends Readonly<Moves> {
  readonly benchmark: Benchmark;
  readonly format: Format;
  readonly byBenchmark: Readonly<Record<string, Readonly<Moves>>>;
  /** By topic cluster of the first release (kept, gone) and of the second (kept, new): each numbers its own. */
  readonly clustersBefore: Readonly<Record<string, Readonly<Moves>>>;
  readonly clustersAfter: Readonly<Record<string, Readonly<Moves>>>;
  /** Total variation distance of the weights, 0 to 1; null where a split is empty. */
  readonly weightDistance: number | null;
  /** Of the items kept, the share of the weight before and after, those that changed most first. */
  readonly weightChanges: readonly {
    readonly item: string;
    readonly before: number;
    readonly after: number;
  }[];
}

/** How far scores are expected to move because other items are asked. */
export interface ExpectedShift {
  /** Change of the weighted mean of 1 - difficulty, both splits together, -1 to 1; null where difficulties are not known. */
  readonly shift: number | null;
  /** The part of each release's weight that lies on items of known difficulty. */
  readonly knownBefore: number;
  readonly knownAfter: number;
}

export interface ReleaseDiff {
  readonly a: string;
  readonly b: string;
  readonly splits: readonly SplitDiff[];
  readonly expectedShift: Readonly<Partial<Record<Benchmark, ExpectedShift>>>;
}

/** Below this part of the weight, items of known difficulty do not speak for a release. */
const enoughKnown = 0.5;
const mostChanges = 20;

/**
 * What changed from one release to another.
 *
 * @throws MixevalError as `openRelease`
 */
export async function diffReleases(workspace: Workspace, a: string, b: string): Promise<ReleaseDiff> {
  return diffOf(await openRelease(workspace, a), await openRelease(workspace, b));
}

export function diffOf(
  before: Pick<Release, 'version' | 'splits'>,
  after: Pick<Release, 'version' | 'splits'>,
): ReleaseDiff {
  const splits = splitPlaces.flatMap(({ benchmark, format }) => {
    const old = before.splits[benchmark]?.[format];
    const now = after.splits[benchmark]?.[format];
    return old || now ? [diffSplits(benchmark, format, old?.items ?? [], now?.items ?? [])] : [];
  });
  const shifts: Partial<Record<Benchmark, ExpectedShift>> = {};
  for (const benchmark of new Set(splits.map((split) => split.benchmark))) {
    const old = before.splits[benchmark];
    const now = after.splits[benchmark];
    if (old && now) shifts[benchmark] = expectedShift(bothOf(old), bothOf(now));
  }
  return { a: before.version, b: after.version, splits, expectedShift: shifts };
}

function bothOf(splits: Readonly<Record<Format, { readonly items: readonly ReleaseItem[] }>>): ReleaseItem[] {
  return [...splits['free-form'].items, ...splits['multiple-choice'].items];
}

function diffSplits(
  benchmark: Benchmark,
  format: Format,
  old: readonly ReleaseItem[],
  now: readonly ReleaseItem[],
): SplitDiff {
  const before = weightShares(old);
  const after = weightShares(now);
  const moveOf = (id: string): keyof Moves => (!after.has(id) ? 'gone' : before.has(id) ? 'kept' : 'new');
  const gone = old.filter(({ id }) => moveOf(id) === 'gone');
  const weightChanges = now
    .filter(({ id }) => moveOf(id) === 'kept')
    .map(({ id }) => ({ item: id, before: before.get(id) ?? 0, after: after.get(id) ?? 0 }))
    .sort(
      (x, y) => Math.abs(y.after - y.before) - Math.abs(x.after - x.before) || (x.item < y.item ? -1 : 1),
    );
  return {
    benchmark,
    format,
    ...count([...now, ...gone], moveOf),
    byBenchmark: grouped([...now, ...gone], (item) => item.benchmark_name, moveOf),
    clustersBefore: grouped(old, ({ cluster }) => String(cluster), moveOf),
    clustersAfter: grouped(now, ({ cluster }) => String(cluster), moveOf),
    weightDistance: old.length === 0 || now.length === 0 ? null : distance(before, after),
    weightChanges: weightChanges.slice(0, mostChanges),
  };
}

function weightShares(items: readonly ReleaseItem[]): Map<string, number> {
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  return new Map(items.map(({ id, weight }) => [id, weight / total]));
}

function distance(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [id, share] of before) sum += Math.abs(share - (after.get(id) ?? 0));
  for (const [id, share] of after) if (!before.has(id)) sum += share;
  return sum / 2;
}

function count(items: readonly ReleaseItem[], moveOf: (id: string) => keyof Moves): Moves {
  const moves: Moves = { kept: 0, gone: 0, new: 0 };
  for (const { id } of items) moves[moveOf(id)] += 1;
  return moves;
}

function grouped(
  items: readonly ReleaseItem[],
  keyOf: (item: ReleaseItem) => string,
  moveOf: (id: string) => keyof Moves,
): Record<string, Moves> {
  return sortedRecord([...groupBy(items, keyOf)].map(([key, members]) => [key, count(members, moveOf)]));
}

function expectedShift(old: readonly ReleaseItem[], now: readonly ReleaseItem[]): ExpectedShift {
  const [before, after] = [easeOf(old), easeOf(now)];
  const known = before.known >= enoughKnown && after.known >= enoughKnown;
  return {
    shift: known ? after.ease - before.ease : null,
    knownBefore: before.known,
    knownAfter: after.known,
  };
}

/** The weighted mean of 1 - difficulty, and the part of the weight it is over. */
function easeOf(items: readonly ReleaseItem[]): { ease: number; known: number } {
  let [sum, known, total] = [0, 0, 0];
  for (const { weight, difficulty } of items) {
    total += weight;
    if (difficulty === null) continue;
    known += weight;
    sum += weight * (1 - difficulty);
  }
  return { ease: known === 0 ? 0 : sum / known, known: total === 0 ? 0 : known / total };
}
