import type { Format } from '../../src/core/schemas/item.js';
import type { ReleaseItem } from '../../src/core/schemas/release-item.js';
import type { Sample } from '../statistics/sample.js';

/** An item that two models got differently. */
export interface DifferingItem {
  readonly id: string;
  readonly format: Format;
  readonly benchmark: string;
  readonly prompt: string;
  readonly weight: number;
  /** What each got on it, 0 to 1. */
  readonly a: number;
  readonly b: number;
}

/** Where two models differ. */
export interface Differing {
  /** Items that a got better than b, and the other way round. */
  readonly aBetter: number;
  readonly bBetter: number;
  /** Those that move the difference most first; as many as were asked for. */
  readonly items: readonly DifferingItem[];
}

/**
 * The items that two models got differently, and how many each got better.
 *
 * @param most items to give; the counts are over all
 */
export function differingItems(
  sample: Sample<ReleaseItem>,
  a: readonly number[],
  b: readonly number[],
  most: number,
): Differing {
  const items: DifferingItem[] = sample.observations.flatMap(({ item, format, weight }, index) => {
    const scores = { a: a[index] ?? 0, b: b[index] ?? 0 };
    const { id, prompt, benchmark_name: benchmark } = item;
    return scores.a === scores.b ? [] : [{ id, format, benchmark, prompt, weight, ...scores }];
  });
  const pull = (item: DifferingItem): number => item.weight * Math.abs(item.a - item.b);
  return {
    aBetter: items.filter((item) => item.a > item.b).length,
    bBetter: items.filter((item) => item.a < item.b).length,
    items: items.sort((x, y) => pull(y) - pull(x)).slice(0, most),
  };
}
