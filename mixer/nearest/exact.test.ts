import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.js';
import { randomUnitVectors } from '../testing/vectors.js';
import { dot } from './dot.js';
import { exact } from './exact.js';
import { noNeighbours, offer } from './neighbours.js';

test(`rows enough for threads (${availableParallelism()} here) are searched as one by one`, async () => {
  const [dimensions, rows, count, k] = [8, 40_003, 300, 3];
  const random = seededRandom(1, 'exact');
  const vectors = randomUnitVectors(rows, dimensions, random);
  const queries = randomUnitVectors(count, dimensions, random);
  // Equal rows far apart: the smaller one goes first, on whatever thread it lies.
  const twin = vectors.slice(7 * dimensions, 8 * dimensions);
  vectors.set(twin, 40_000 * dimensions);
  queries.set(twin, 0);

  const index = await exact.open({ vectors, dimensions });
  const found = await index.search(queries, k);
  await index.close();

  const truth = noNeighbours(count, k);
  for (let query = 0; query < count; query += 1) {
    for (let row = 0; row < rows; row += 1)
      offer(truth, query, row, dot(queries, query, vectors, row, dimensions));
  }
  expect(found).toEqual(truth);
  expect([...found.rows.subarray(0, 2)]).toEqual([7, 40_000]);
});

test('an index is closed while it is asked, and gives its answer first', async () => {
  const dimensions = 8;
  const vectors = randomUnitVectors(40_000, dimensions, seededRandom(2, 'exact'));
  const index = await exact.open({ vectors, dimensions });
  const [found] = await Promise.all([index.search(vectors.subarray(0, 80), 1), index.close()]);
  expect([...found.rows]).toEqual([...Array(10).keys()]);
});

test.each([40_000, 400])('a search of %d rows is interrupted within a chunk', async (rows) => {
  const dimensions = 8;
  const vectors = randomUnitVectors(rows, dimensions, seededRandom(3, 'exact'));
  const controller = new AbortController();
  const index = await exact.open({ vectors, dimensions }, { signal: controller.signal });
  const search = index.search(vectors, 1);
  controller.abort();
  await expect(search).rejects.toMatchObject({ code: 'interrupted' });
  await index.close();
});
