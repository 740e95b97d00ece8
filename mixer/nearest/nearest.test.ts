import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.js';
import { around, randomUnitVectors } from '../testing/vectors.js';
import { nearestKindFor } from './choice.js';
import { dot } from './dot.js';
import { doubtfulUpTo } from './doubtful.js';
import { findHnswLibrary } from './hnsw-library.js';
import { nearestKinds } from './index.js';
import { noNeighbours, offer } from './neighbours.js';
import { measureRecall } from './recall.js';
import { takeRows } from './rows.js';

const dimensions = 32;
const rows = 3000;
const count = 600;

const random = seededRandom(1, 'nearest');
const centres = randomUnitVectors(40, dimensions, random);
const scattered = (n: number): Float32Array =>
  around(
    centres,
    Array.from({ length: n }, () => Math.floor(40 * random())),
    dimensions,
    0.8,
    random,
  );
const vectors = scattered(rows);
const queries = scattered(count);

/** The k best rows by comparing everything with everything. */
function bruteForce(query: number, k: number): { row: number; similarity: number }[] {
  return Array.from({ length: rows }, (_, row) => ({
    row,
    similarity: dot(queries, query, vectors, row, dimensions),
  }))
    .sort((a, b) => b.similarity - a.similarity || a.row - b.row)
    .slice(0, k);
}

describe.each(nearestKinds.all())('index $name', (kind) => {
  test('finds the most similar rows, best first', async () => {
    const k = 3;
    const index = await kind.open({ vectors, dimensions });
    const found = await index.search(queries, k);
    await index.close();
    let hits = 0;
    for (let query = 0; query < count; query += 1) {
      bruteForce(query, k).forEach(({ row, similarity }, place) => {
        if (found.rows[query * k + place] !== row) return;
        hits += 1;
        expect(found.similarities[query * k + place]).toBe(similarity);
      });
    }
    expect(hits / (count * k)).toBeGreaterThan(kind.name === 'exact' ? 0.999999 : 0.99);
  });

  test('measures its own recall', async () => {
    const index = await kind.open({ vectors, dimensions });
    const { recallAt1, sample } = await measureRecall(index, { vectors, dimensions }, queries);
    await index.close();
    expect(sample).toBe(count);
    expect(recallAt1).toBeGreaterThan(0.99);
  });

  test('a query is answered the same alone, among others and by another index of the same rows', async () => {
    const index = await kind.open({ vectors, dimensions });
    const together = await index.search(queries, 2);
    const again = await kind.open({ vectors, dimensions });
    for (const query of [0, 1, 299, 599]) {
      const alone = await again.search(takeRows(queries, dimensions, [query]), 2);
      expect([...alone.rows]).toEqual([...together.rows.subarray(2 * query, 2 * query + 2)]);
      expect([...alone.similarities]).toEqual([...together.similarities.subarray(2 * query, 2 * query + 2)]);
    }
    await index.close();
    await again.close();
  });

  test('of equal rows the smaller one is taken', async () => {
    const twins = takeRows(vectors, dimensions, [5, 9, 7, 7, 7, 9, 5]);
    const index = await kind.open({ vectors: twins, dimensions });
    const { rows: found } = await index.search(takeRows(vectors, dimensions, [7, 9, 5]), 1);
    await index.close();
    expect([...found]).toEqual([2, 1, 0]);
  });

  test('fewer rows than k leave -1, no queries nothing', async () => {
    const index = await kind.open({ vectors: takeRows(vectors, dimensions, [0, 1]), dimensions });
    const { rows: found, similarities } = await index.search(takeRows(vectors, dimensions, [1]), 4);
    expect([...found]).toEqual([1, 0, -1, -1]);
    expect(similarities[3]).toBe(Number.NEGATIVE_INFINITY);
    expect((await index.search(new Float32Array(0), 4)).rows).toHaveLength(0);
    await index.close();
  });
});

test('a small pool is searched exactly, a large one by graphs, unless one kind is asked for', () => {
  expect(nearestKindFor('auto', 250_000).name).toBe('exact');
  expect(nearestKindFor('auto', 250_001).name).toBe('hnsw');
  expect(nearestKindFor('hnsw', 1).name).toBe('hnsw');
  expect(nearestKindFor('exact', 1e6).name).toBe('exact');
});

describe.skipIf(!findHnswLibrary())('queries that are near no row', () => {
  const { open } = nearestKinds.get('hnsw');
  const strangers = randomUnitVectors(5000, dimensions, random);
  // Every other query is near a row, so that asking the graphs is worth it.
  const mixed = strangers.map((value, place) =>
    Math.floor(place / dimensions) % 2 === 0 ? value : (vectors[place % vectors.length] ?? 0),
  );

  async function learnt(from: Float32Array | undefined, asked: Float32Array) {
    const index = await open({ vectors, dimensions, sample: from });
    const { recallAt1 } = await measureRecall(index, { vectors, dimensions }, asked);
    await index.close();
    return { recallAt1, kind: index.kind };
  }
  const halves = (queries: Float32Array) => {
    const half = 1000 * dimensions;
    return [queries.subarray(half), queries.subarray(0, half)] as const;
  };

  test('are missed by graphs, and found once a sample of them is known', async () => {
    const [sample, asked] = halves(mixed);
    expect((await learnt(undefined, asked)).recallAt1).toBeLessThan(0.99);
    const { recallAt1, kind } = await learnt(sample, asked);
    expect(kind).toBe('hnsw');
    expect(recallAt1).toBeGreaterThanOrEqual(0.99);
  });

  test('where none is known, everything is searched exactly, and the index says so', async () => {
    const [, asked] = halves(strangers);
    expect(await learnt(new Float32Array(0), asked)).toEqual({ recallAt1: 1, kind: 'exact' });
  });
});

test('an answer is doubtful up to the similarity of the misses that are too many', () => {
  const truth = Float64Array.from({ length: 1000 }, (_, query) => query);
  const missing = (missed: readonly number[]) => ({
    similarities: truth.map((similarity) => (missed.includes(similarity) ? similarity - 0.5 : similarity)),
  });
  const doubt = (...missed: number[]): number => doubtfulUpTo(missing(missed), { similarities: truth });
  expect(doubt()).toBe(Number.NEGATIVE_INFINITY);
  expect(doubt(10, 100, 400, 900)).toBe(Number.NEGATIVE_INFINITY);
  expect(doubt(1, 10, 100, 400, 900)).toBe(0.5);
  expect(doubt(1, 10, 100, 200, 300, 400, 500)).toBe(99.5);
  expect(doubt(990, 991, 992, 993, 994)).toBe(Number.POSITIVE_INFINITY);
});

describe.skipIf(!findHnswLibrary())('the HNSW index on disk', () => {
  const { open } = nearestKinds.get('hnsw');
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mixeval-hnsw-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Opens, searches, closes; tells what was found and whether anything was built. */
  async function use(indexFile: string, of = vectors): Promise<{ found: number[]; built: boolean }> {
    let built = false;
    const onProgress = (): void => {
      built = true;
    };
    const index = await open({ vectors: of, dimensions, indexFile }, { onProgress });
    const { rows: found } = await index.search(queries, 1);
    await index.close();
    return { found: [...found], built };
  }

  test('is taken up again, built anew for other vectors, and leaves nothing else behind', async () => {
    const indexFile = join(folder, 'whole', 'index');
    const first = await use(indexFile);
    expect(first.built).toBe(true);
    expect(await use(indexFile)).toEqual({ found: first.found, built: false });
    const other = await use(indexFile, scattered(rows));
    expect(other.built).toBe(true);
    expect(other.found).not.toEqual(first.found);
    expect(await readdir(join(folder, 'whole'))).toHaveLength(3);
  });

  test.each([
    ['a graph with one byte changed', /\.0$/, (bytes: Buffer) => bytes.fill(255, 5000, 5001)],
    ['a graph cut short', /\.1$/, (bytes: Buffer) => bytes.subarray(0, 5000)],
    ['a header that is no JSON', /^index$/, () => Buffer.from('{')],
  ])('%s is built anew', async (_, which, damage) => {
    const home = await mkdtemp(join(folder, 'damaged-'));
    const indexFile = join(home, 'index');
    const first = await use(indexFile);
    const name = (await readdir(home)).find((file) => which.test(file)) ?? '';
    await writeFile(join(home, name), damage(await readFile(join(home, name))));
    expect(await use(indexFile)).toEqual({ found: first.found, built: true });
    expect((await use(indexFile)).built).toBe(false);
  });

  test('an aborted build ends and leaves no file', async () => {
    const home = await mkdtemp(join(folder, 'aborted-'));
    const controller = new AbortController();
    const task = { signal: controller.signal, onProgress: () => controller.abort() };
    const opening = open({ vectors, dimensions, indexFile: join(home, 'index') }, task);
    await expect(opening).rejects.toMatchObject({ code: 'interrupted' });
    expect(await readdir(home)).toEqual([]);
  });
});

test.skipIf(!findHnswLibrary())(
  'aborted between building graphs and learning from a sample, it leaves no thread',
  async () => {
    const threads = (): number =>
      process.getActiveResourcesInfo().filter((resource) => resource === 'MessagePort').length;
    const before = threads();
    const controller = new AbortController();
    const { signal } = controller;
    // The graphs are there once nobody waits for an abort any more.
    const stopWaiting = signal.removeEventListener.bind(signal);
    Object.assign(signal, {
      removeEventListener: (type: string, listener: () => void) => {
        stopWaiting(type, listener);
        controller.abort();
      },
    });
    const opening = nearestKinds.get('hnsw').open({ vectors, dimensions, sample: queries }, { signal });
    await expect(opening).rejects.toMatchObject({ code: 'interrupted' });
    expect(threads()).toBe(before);
  },
);

test('neighbours are the k largest offered, equal ones by row, in any order of offers', () => {
  const offers = fc.uniqueArray(fc.record({ row: fc.nat(50), similarity: fc.integer({ min: -3, max: 3 }) }), {
    selector: ({ row }) => row,
  });
  fc.assert(
    fc.property(offers, fc.integer({ min: 1, max: 6 }), (given, k) => {
      const found = noNeighbours(1, k);
      for (const { row, similarity } of given) offer(found, 0, row, similarity);
      const best = [...given].sort((a, b) => b.similarity - a.similarity || a.row - b.row).slice(0, k);
      expect([...found.rows].filter((row) => row >= 0)).toEqual(best.map(({ row }) => row));
    }),
  );
});
