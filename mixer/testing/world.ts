import { type Random, randomInteger, seededRandom } from '../../src/core/random.js';
import { type Format, type Item, itemId } from '../../src/core/schemas/item.js';
import type { ItemResult } from '../../src/core/schemas/item-result.js';
import type { BatchChunk, MixInput, MixParameters } from '../draft.js';
import { takeRows } from '../nearest/rows.js';
import { around, randomUnitVectors } from './vectors.js';

/** A small world: a pool in topics, a batch around the same topics, subjects of known ability. */
export interface World {
  readonly input: MixInput;
  readonly queries: Float32Array;
}

export const dimensions = 16;
const topics = 25;

export const parameters: MixParameters = {
  size: 60,
  hardSize: 30,
  seed: 1,
  ordinal: 0,
  similarityFloor: 0.4,
  index: 'exact',
  hardMethod: 'discrimination',
  lambda: 1,
  canary: '6f1d4e0a-8c7b-5a3e-9d2f-4b6c8a0e1d3f',
};

export function makeItem(format: Format, number: number): Item {
  const shared = { context: null, prompt: `What is the answer to question ${number}?` };
  const more = {
    benchmark_name: `source-${number % 3}`,
    benchmarks: [`source-${number % 3}`],
    licence: 'CC0-1.0',
  };
  if (format === 'free-form') {
    const target = [`answer ${number}`];
    return { ...shared, ...more, problem_type: format, target, id: itemId({ ...shared, target }) };
  }
  const options = ['yes', 'no', `perhaps ${number}`];
  const target: [number] = [number % 3];
  return {
    ...shared,
    ...more,
    problem_type: format,
    options,
    target,
    id: itemId({ ...shared, options, target }),
  };
}

/** A batch in chunks of so many rows. */
export function batchOf(queries: Float32Array, counts: readonly number[], rows: number): MixInput['batch'] {
  return async function* chunks(): AsyncGenerator<BatchChunk> {
    for (let start = 0; start < counts.length; start += rows) {
      const end = Math.min(counts.length, start + rows);
      yield {
        vectors: queries.subarray(start * dimensions, end * dimensions),
        counts: counts.slice(start, end),
      };
    }
  };
}

/** Answers of subjects by a one-parameter logistic model; an item of `reversed` is answered upside down. */
export function simulateResults(
  items: readonly Item[],
  subjects: number,
  random: Random,
  reversed: ReadonlySet<string> = new Set(),
): ItemResult[] {
  const hardness = items.map(() => 3 * random() - 1.5);
  return Array.from({ length: subjects }, (_, subject) => {
    const ability = (4 * subject) / Math.max(1, subjects - 1) - 2;
    return items.map(({ id }, at) => {
      const chance = 1 / (1 + Math.exp(2 * ((hardness[at] ?? 0) - ability)));
      const right = random() < (reversed.has(id) ? 1 - chance : chance);
      return { subject: `subject-${subject}`, item: id, score: right ? 1 : 0 };
    });
  }).flat();
}

/** @param formats of the pool's items, in turn */
export function makeWorld(
  options: {
    items?: number;
    queries?: number;
    formats?: readonly Format[];
    subjects?: number;
    seed?: number;
  } = {},
): World {
  const { items = 400, queries = 3000, subjects = 6, seed = 1 } = options;
  const formats = options.formats ?? ['free-form', 'multiple-choice'];
  const random = seededRandom(seed, 'world');
  const centres = randomUnitVectors(topics, dimensions, random);
  const topicOf = Array.from({ length: items }, () => Math.floor(topics * random() ** 1.5));
  const pool = topicOf.map((_, number) => makeItem(formats[number % formats.length] ?? 'free-form', number));
  const asked = Array.from({ length: queries }, () => Math.floor(topics * random() ** 2));
  const queryVectors = around(centres, asked, dimensions, 0.7, random);
  const counts = asked.map(() => 1 + randomInteger(random, 3));
  return {
    queries: queryVectors,
    input: {
      pool,
      poolVectors: around(centres, topicOf, dimensions, 0.7, random),
      dimensions,
      batch: batchOf(queryVectors, counts, 500),
      results: simulateResults(pool, subjects, random),
      parameters,
    },
  };
}

/** The same world with pool, batch and results in another order, the batch in chunks of another size. */
export async function shuffledWorld({ input, queries }: World, random: Random): Promise<World> {
  const counts: number[] = [];
  for await (const chunk of input.batch()) counts.push(...chunk.counts);
  const newOrder = (length: number): number[] => {
    const keys = Array.from({ length }, () => random());
    return [...keys.keys()].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  };
  const poolOrder = newOrder(input.pool.length);
  const queryOrder = newOrder(counts.length);
  const moved = takeRows(queries, dimensions, queryOrder);
  return {
    queries: moved,
    input: {
      ...input,
      pool: poolOrder.flatMap((place) => input.pool[place] ?? []),
      poolVectors: takeRows(input.poolVectors, dimensions, poolOrder),
      batch: batchOf(
        moved,
        queryOrder.map((place) => counts[place] ?? 0),
        77,
      ),
      results: newOrder(input.results.length).flatMap((place) => input.results[place] ?? []),
    },
  };
}
