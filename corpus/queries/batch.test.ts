import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/core/hash.js';
import type { WildQuery } from '../../src/core/schemas/wild-query.js';
import { collected } from '../testing/files.js';
import { type Batch, type DrawOptions, drawBatch } from './batch.js';

type CorpusQuery = WildQuery & { readonly corpus: string };

const query = fc.record({
  name: fc.integer({ min: 0, max: 30 }),
  corpus: fc.constantFrom('logs', 'search'),
  kind: fc.constantFrom('jsonl', 'text'),
  capital: fc.boolean(),
  count: fc.integer({ min: 1, max: 50 }),
});

const corpus = fc.array(
  query.map(
    ({ name, corpus, kind, capital, count }): CorpusQuery => ({
      id: sha256(String(name)).slice(0, 32),
      text: `${capital ? 'Q' : 'q'}uery ${name}`,
      language: 'en',
      source: { kind, location: 'x' },
      date: null,
      count,
      corpus,
    }),
  ),
  { minLength: 1, maxLength: 60 },
);

async function* each<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

const draw = (queries: readonly CorpusQuery[], options: Omit<DrawOptions, 'queries'>): Promise<Batch> =>
  drawBatch({ queries: () => each(queries), ...options });
const drawn = (batch: Batch) => collected(batch.queries());
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** How often each query was asked, by id. */
function countsOf(queries: readonly CorpusQuery[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id, count } of queries) counts.set(id, (counts.get(id) ?? 0) + count);
  return counts;
}

describe('drawBatch', () => {
  it('without a size takes every query as often as it was asked', async () => {
    await fc.assert(
      fc.asyncProperty(corpus, async (queries) => {
        const batch = await draw(queries, { seed: 1 });
        const counts = countsOf(queries);
        expect(new Map((await drawn(batch)).map(({ id, count }) => [id, count]))).toEqual(counts);
        expect(batch.total).toBe(sum([...counts.values()]));
        expect(batch).toMatchObject({
          distinct: counts.size,
          corpusDistinct: counts.size,
          corpusTotal: batch.total,
        });
      }),
    );
  });

  it('with a size gives each query its share, rounded up or down', async () => {
    await fc.assert(
      fc.asyncProperty(
        corpus,
        fc.integer({ min: 1, max: 400 }),
        fc.integer(),
        async (queries, size, seed) => {
          const batch = await draw(queries, { size, seed });
          const places = new Map((await drawn(batch)).map(({ id, count }) => [id, count]));
          const counts = countsOf(queries);
          const total = sum([...counts.values()]);
          for (const [id, count] of counts) {
            expect(Math.abs((places.get(id) ?? 0) - (size * count) / total)).toBeLessThan(1);
          }
          expect(batch.total).toBe(sum([...places.values()]));
        },
      ),
    );
  });

  it('gives the same batch whatever the order, the division into corpora and the memory', async () => {
    await fc.assert(
      fc.asyncProperty(
        corpus.chain((queries) =>
          fc.tuple(fc.constant(queries), fc.shuffledSubarray(queries, { minLength: queries.length })),
        ),
        fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }),
        fc.integer({ min: 1, max: 20 }),
        async ([queries, shuffled], size, heldAtOnce) => {
          const one = await draw(queries, { size, seed: 7 });
          const other = await draw(shuffled, { size, seed: 7, heldAtOnce });
          expect(await drawn(other)).toEqual(await drawn(one));
          expect(other.hash).toBe(one.hash);
          expect(other.total).toBe(one.total);
        },
      ),
    );
  });

  it('comes in the order of ids, and again', async () => {
    await fc.assert(
      fc.asyncProperty(corpus, async (queries) => {
        const batch = await draw(queries, { seed: 3, heldAtOnce: 5 });
        const first = await drawn(batch);
        expect(first.map(({ id }) => id)).toEqual(first.map(({ id }) => id).sort());
        expect(await drawn(batch)).toEqual(first);
      }),
    );
  });

  it('draws in proportion to count: over many seeds the mean is the share', async () => {
    const queries = Array.from({ length: 40 }, (_, name) => ({
      id: sha256(String(name)).slice(0, 32),
      text: `query ${name}`,
      language: 'en',
      source: { kind: 'text', location: 'x' },
      date: null,
      count: 1 + (name % 7),
      corpus: 'logs',
    }));
    const seeds = 600;
    const size = 25;
    const places = new Map<string, number>();
    for (let seed = 0; seed < seeds; seed += 1) {
      for (const { id, count } of await drawn(await draw(queries, { size, seed }))) {
        places.set(id, (places.get(id) ?? 0) + count);
      }
    }
    const total = sum(queries.map(({ count }) => count));
    for (const { id, count } of queries) {
      const share = (size * count) / total;
      // Four standard errors of a mean of draws between floor and ceiling.
      expect(Math.abs((places.get(id) ?? 0) / seeds - share)).toBeLessThan((4 * 0.5) / Math.sqrt(seeds));
    }
  });

  it('says where it comes from, and its hash changes with it', async () => {
    await fc.assert(
      fc.asyncProperty(corpus, async (queries) => {
        const batch = await draw(queries, { seed: 1 });
        for (const [key, mix] of [
          ['corpus', batch.mix.byCorpus],
          ['kind', batch.mix.byKind],
        ] as const) {
          const shares = new Map<string, number>();
          for (const { corpus, source, count } of queries) {
            const name = key === 'corpus' ? corpus : source.kind;
            shares.set(name, (shares.get(name) ?? 0) + count / batch.total);
          }
          expect(Object.keys(mix).sort()).toEqual([...shares.keys()].sort());
          for (const [name, share] of shares) expect(mix[name]).toBeCloseTo(share, 10);
        }
        const [first, ...rest] = queries;
        const more = first ? [{ ...first, count: first.count + 1 }, ...rest] : [];
        expect((await draw(more, { seed: 1 })).hash).not.toBe(batch.hash);
      }),
    );
  });

  it('refuses an empty corpus and an impossible size', async () => {
    await expect(draw([], { seed: 1 })).rejects.toMatchObject({ code: 'too-few' });
    for (const size of [0, -1, 1.5, Number.NaN]) {
      await expect(draw([], { seed: 1, size })).rejects.toMatchObject({ code: 'usage' });
    }
  });
});
