import type { ReleaseItem } from '../../src/core/schemas/release-item.js';
import type { Release } from '../../versions/index.js';

/** The items of a release, those that stand in both benchmarks once. */
export function distinctItems(splits: Release['splits']): ReleaseItem[] {
  const byId = new Map<string, ReleaseItem>();
  for (const benchmark of Object.values(splits)) {
    for (const split of Object.values(benchmark ?? {})) {
      for (const item of split.items) byId.set(item.id, item);
    }
  }
  return [...byId.values()];
}
