import { z } from 'zod';
import { takeRows } from '../mixer/index.js';
import { sha256 } from '../src/core/hash.js';
import { readJsonLines } from '../src/core/json-lines.js';
import type { LongTask } from '../src/core/progress.js';
import type { Item } from '../src/core/schemas/item.js';
import type { Workspace } from '../src/core/workspace.js';
import { itemsOf } from './splits.js';
import { openRelease, type StoredRelease } from './store.js';

/** The releases that an item stands in, by their places in the series of built releases. */
export interface Appearance {
  readonly first: number;
  readonly last: number;
}

/**
 * Every item that stands in a built release, with the first and the last of them.
 *
 * @throws MixevalError `corrupt` where one of them is damaged
 */
export async function appearances(
  workspace: Workspace,
  releases: readonly StoredRelease[],
): Promise<Map<string, Appearance>> {
  const found = new Map<string, Appearance>();
  // One after another: only one release's items are held at a time.
  for (const { version, manifest } of releases) {
    if (manifest.origin !== 'built') continue;
    const { ordinal } = manifest;
    for (const { id } of itemsOf((await openRelease(workspace, version)).splits)) {
      const { first, last } = found.get(id) ?? { first: ordinal, last: ordinal };
      found.set(id, { first: Math.min(first, ordinal), last: Math.max(last, ordinal) });
    }
  }
  return found;
}

/**
 * Items whose first release lies so many releases back.
 *
 * @param ordinal the new release's place in the series
 * @param maxAge 1 or more
 */
export function oldItems(known: ReadonlyMap<string, Appearance>, ordinal: number, maxAge: number): string[] {
  return [...known].flatMap(([id, { first }]) => (ordinal - first >= maxAge ? [id] : []));
}

/** A pool without the items that stay out, and how many of its own those were. */
export interface RetiredPool {
  readonly items: readonly Item[];
  /** Row-major [items, dimensions]. */
  readonly vectors: Float32Array;
  readonly byAge: number;
  /** Listed, and not old besides. */
  readonly byList: number;
}

/** Takes items out of a pool and their rows out of its vectors. */
export function retire(
  items: readonly Item[],
  vectors: Float32Array,
  dimensions: number,
  { old, listed }: { readonly old: readonly string[]; readonly listed: readonly string[] },
): RetiredPool {
  const [isOld, isListed] = [new Set(old), new Set(listed)];
  const places = [...items.keys()].filter((place) => {
    const id = items[place]?.id ?? '';
    return !isOld.has(id) && !isListed.has(id);
  });
  if (places.length === items.length) return { items, vectors, byAge: 0, byList: 0 };
  const byAge = items.filter(({ id }) => isOld.has(id)).length;
  return {
    items: places.flatMap((place) => items[place] ?? []),
    vectors: takeRows(vectors, dimensions, places),
    byAge,
    byList: items.length - places.length - byAge,
  };
}

/** A line names an item by `item`, as contamination's matches do, or by `id`, as pools do. */
const lineSchema = z
  .union([z.object({ item: z.string() }), z.object({ id: z.string() })])
  .transform((line) => ('item' in line ? line.item : line.id));

/**
 * Ids of items to retire, from JSON Lines with a field `item` or `id`, sorted.
 *
 * @throws MixevalError `invalid-data` naming the line
 */
export async function readRetired(file: string, { signal }: LongTask = {}): Promise<string[]> {
  const ids = new Set<string>();
  for await (const id of readJsonLines(file, lineSchema, { signal })) ids.add(id);
  return [...ids].sort();
}

/** sha256 of a list of ids, whatever their order. */
export function listHash(ids: readonly string[]): string {
  return sha256([...new Set(ids)].sort().join('\n'));
}
