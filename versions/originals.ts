import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfAborted } from '../src/core/errors.js';
import { exists } from '../src/core/files.js';
import type { LongTask } from '../src/core/progress.js';
import { seededRandom } from '../src/core/random.js';
import type { Format } from '../src/core/schemas/item.js';
import {
  type Benchmark,
  benchmarks,
  type ReleaseItem,
  type Split,
} from '../src/core/schemas/release-item.js';
import { splitFile, splitPlaces } from './layout.js';
import { type CopiedItem, type LayoutFile, parseLayoutFile } from './mixeval-layout.js';
import type { Splits } from './splits.js';

/** One file of a release that is imported. */
export interface Original {
  readonly benchmark: Benchmark;
  readonly format: Format;
  readonly bytes: Buffer;
  readonly read: LayoutFile;
}

/**
 * Reads the files of MixEval's layout that the folder has.
 *
 * @throws MixevalError `corrupt` or `invalid-data` naming file and key
 */
export async function readOriginals(folder: string, { onProgress, signal }: LongTask): Promise<Original[]> {
  const originals: Original[] = [];
  for (const [done, { benchmark, format }] of splitPlaces.entries()) {
    throwIfAborted(signal);
    const file = join(folder, splitFile(benchmark, format));
    if (await exists(file)) {
      const bytes = await readFile(file);
      originals.push({ benchmark, format, bytes, read: parseLayoutFile(bytes.toString(), format, file) });
    }
    onProgress?.({ stage: 'import', done: done + 1, total: splitPlaces.length, unit: 'files' });
  }
  return originals;
}

/** The file of that split, if there is one. */
export function originalOf(
  originals: readonly Original[],
  benchmark: Benchmark,
  format: Format,
): Original | undefined {
  return originals.find((original) => original.benchmark === benchmark && original.format === format);
}

/** The splits of an imported release: exact copies are one item, weighted by their number. */
export async function splitsOf(originals: readonly Original[], canary: string): Promise<Splits> {
  const splits: Partial<Record<Benchmark, Record<Format, Split>>> = {};
  for (const benchmark of benchmarks) {
    if (!originals.some((original) => original.benchmark === benchmark)) continue;
    const split = async (format: Format): Promise<Split> =>
      drawsOf(originalOf(originals, benchmark, format)?.read.items ?? [], canary);
    splits[benchmark] = {
      'free-form': await split('free-form'),
      'multiple-choice': await split('multiple-choice'),
    };
  }
  return splits;
}

async function drawsOf(copied: readonly CopiedItem[], canary: string): Promise<Split> {
  // Loaded here alone: who only reads releases should not wait for the mixer.
  const { stratifiedOrder } = await import('../mixer/index.js');
  const items = copied.map(
    ({ item, keys }): ReleaseItem => ({
      ...item,
      weight: keys.length,
      pi: null,
      tilt: 1,
      difficulty: null,
      similarity: null,
      cluster: 0,
      canary,
      keys: [...keys],
    }),
  );
  // First appearances come early for items with many copies: in that order, the first items would be no fair sample.
  const sources = [...new Set(items.map((item) => item.benchmark_name))];
  const order = stratifiedOrder(
    items.map((item) => sources.indexOf(item.benchmark_name)),
    seededRandom(0, 'order of an imported split'),
  );
  return {
    design: 'draws',
    batchMatched: items.reduce((sum, { weight }) => sum + weight, 0),
    auxiliaryTotals: null,
    items: order.flatMap((place) => items[place] ?? []),
  };
}
