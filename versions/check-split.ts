import { isDeepStrictEqual } from 'node:util';
import { type Format, itemId } from '../src/core/schemas/item.js';
import type { Benchmark, ReleaseItem, SplitDesign } from '../src/core/schemas/release-item.js';
import type { Manifest } from './manifest.js';
import { sources } from './splits.js';

/** Rounding in sums over a split. */
const tolerance = 1e-6;

/**
 * What is wrong with a split's items, each in one sentence; nothing where all is well. Checked: count and composition,
 * ids and duplicates, format, ground truth, canary, and whether weights and probabilities can be of the split's design.
 */
export function* checkSplit(
  items: readonly ReleaseItem[],
  manifest: Manifest,
  benchmark: Benchmark,
  format: Format,
): Generator<string> {
  const design = manifest.splits[benchmark]?.[format];
  if (!design) {
    yield 'the manifest says nothing of this split';
    return;
  }
  const count = manifest.counts[benchmark]?.[format];
  if (items.length !== count) yield `holds ${items.length} items, the manifest says ${count}`;
  if (!isDeepStrictEqual(sources(items), manifest.composition[benchmark]?.[format])) {
    yield 'its composition is not the one in the manifest';
  }
  const placeOf = new Map<string, number>();
  for (const [place, item] of items.entries()) {
    for (const problem of checkItem(item, manifest.canary)) yield `item "${place}": ${problem}`;
    if (item.problem_type !== format) yield `item "${place}": problem_type "${item.problem_type}"`;
    if (benchmark === 'mixeval' && item.tilt !== 1)
      yield `item "${place}": tilt ${item.tilt} outside of Hard`;
    const earlier = placeOf.get(item.id);
    if (earlier === undefined) placeOf.set(item.id, place);
    else yield `item "${place}": the same id as item "${earlier}"`;
  }
  yield* (design.design === 'draws' ? checkDraws : checkPareto)(items, design);
}

function* checkItem(item: ReleaseItem, canary: string): Generator<string> {
  if (itemId(item) !== item.id) yield `its content has the id ${itemId(item)}, not ${item.id}`;
  if (item.canary !== canary) yield `canary "${item.canary}", expected "${canary}"`;
  if (item.problem_type === 'multiple-choice' && item.target[0] >= item.options.length) {
    yield `target ${item.target[0]} is not one of the ${item.options.length} options`;
  }
  if (item.benchmarks[0] !== item.benchmark_name) yield 'benchmark_name is not the first of benchmarks';
}

/** Of draws with replacement, a weight is a number of copies, each with a key of its own. */
function* checkDraws(items: readonly ReleaseItem[], { batchMatched }: SplitDesign): Generator<string> {
  const seen = new Set<string>();
  for (const [place, { pi, weight, keys = [] }] of items.entries()) {
    if (pi !== null) yield `item "${place}": pi ${pi}, expected null in an imported release`;
    if (keys.length !== weight) yield `item "${place}": weight ${weight} with ${keys.length} keys`;
    for (const key of keys) {
      if (seen.has(key)) yield `item "${place}": key "${key}" stands twice`;
      seen.add(key);
    }
  }
  const rows = items.reduce((sum, { weight }) => sum + weight, 0);
  if (rows !== batchMatched) yield `weights sum to ${rows}, the manifest says ${batchMatched} rows`;
}

/**
 * Of a Pareto sample, weight times pi is B times the item's share of the target (DESIGN, Sampling 5), and shares sum to
 * 1 over the pool: so no sample's products can sum to more than B.
 */
function* checkPareto(items: readonly ReleaseItem[], { batchMatched }: SplitDesign): Generator<string> {
  for (const [place, { pi }] of items.entries()) {
    if (pi === null) yield `item "${place}": pi null, expected a probability`;
  }
  const queries = items.reduce((sum, { weight, pi }) => sum + weight * (pi ?? 0), 0);
  if (queries > batchMatched * (1 + tolerance)) {
    yield `weights times pi sum to ${queries}, more than the ${batchMatched} queries matched`;
  }
}
