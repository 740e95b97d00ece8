import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MixevalError } from '../src/core/errors.js';
import { seededRandom } from '../src/core/random.js';
import { formats } from '../src/core/schemas/item.js';
import { benchmarks, releaseItemSchema } from '../src/core/schemas/release-item.js';
import type { MixInput, ReleaseDraft } from './draft.js';
import { mix } from './index.js';
import { batchOf, dimensions, makeWorld, parameters, shuffledWorld } from './testing/world.js';

/** Everything of a draft but the time it took. */
function lasting(draft: ReleaseDraft): unknown {
  const { seconds: _, ...report } = draft.report;
  return { splits: draft.splits, report };
}

async function failure(input: MixInput): Promise<MixevalError> {
  try {
    await mix(input);
  } catch (error) {
    if (error instanceof MixevalError) return error;
    throw error;
  }
  throw new Error('It should have failed.');
}

describe('mix', () => {
  test('draws both benchmarks, every item valid and none twice in a split', async () => {
    const { input } = makeWorld();
    const { splits, report } = await mix(input);
    for (const benchmark of benchmarks) {
      for (const format of formats) {
        const split = splits[benchmark]?.[format];
        const places = benchmark === 'mixeval' ? parameters.size : parameters.hardSize;
        expect(split?.items).toHaveLength(places);
        expect(new Set(split?.items.map(({ id }) => id)).size).toBe(places);
        for (const item of split?.items ?? []) expect(releaseItemSchema.parse(item)).toEqual(item);
        for (const item of split?.items ?? []) expect(item.problem_type).toBe(format);
      }
    }
    expect(report.matchedShare).toBeGreaterThan(0.5);
    expect(report.hard).toMatchObject({ built: true, subjects: 6, predictedItems: 0 });
  });

  test('weights are B q / pi, and those of certain items their own count of queries', async () => {
    const { splits } = await mix(makeWorld().input);
    for (const format of formats) {
      const split = splits.mixeval?.[format];
      const certain = split?.items.filter(({ pi }) => pi === 1) ?? [];
      expect(certain.length).toBeGreaterThan(0);
      for (const { weight, tilt } of certain) {
        expect(weight).toBeCloseTo(Math.round(weight), 9);
        expect(tilt).toBe(1);
      }
      const total = split?.items.reduce((sum, { weight }) => sum + weight, 0) ?? 0;
      const batchMatched = split?.batchMatched ?? 0;
      expect(Math.abs(total / batchMatched - 1)).toBeLessThan(0.1);
    }
  });

  test('gives the same draft whatever order pool, batch and results come in', async () => {
    const world = makeWorld();
    const draft = await mix(world.input);
    const other = await mix((await shuffledWorld(world, seededRandom(5, 'order'))).input);
    expect(lasting(other)).toEqual(lasting(draft));
  });

  test('another seed or ordinal draws other items', async () => {
    const { input } = makeWorld();
    const ids = async (change: Partial<MixInput['parameters']>): Promise<string[]> => {
      const { splits } = await mix({ ...input, parameters: { ...parameters, ...change } });
      return splits.mixeval?.['free-form'].items.map(({ id }) => id) ?? [];
    };
    const first = await ids({});
    expect(await ids({ seed: 2 })).not.toEqual(first);
    expect([...(await ids({ ordinal: 1 }))].sort()).not.toEqual([...first].sort());
  });

  test('the HNSW index finds nearly the same, and is taken up again where it was kept', async () => {
    const { input } = makeWorld();
    const folder = await mkdtemp(join(tmpdir(), 'mixeval-index-'));
    try {
      const withIndex: MixInput = {
        ...input,
        parameters: { ...parameters, index: 'hnsw', indexFile: join(folder, 'index') },
      };
      const built = await mix(withIndex);
      expect(built.report.indexRecall.recallAt1).toBeGreaterThan(0.99);
      expect(built.report.indexRecall.sample).toBe(1000);
      expect(lasting(await mix(withIndex))).toEqual(lasting(built));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('without results there is a normal benchmark, no Hard, and a warning', async () => {
    const warnings: string[] = [];
    const { splits, report } = await mix(
      { ...makeWorld().input, results: [] },
      { onWarning: (text) => warnings.push(text) },
    );
    expect(splits['mixeval-hard']).toBeUndefined();
    expect(report.hard).toEqual({ built: false, reason: 'no-results' });
    expect(splits.mixeval?.['free-form'].auxiliaryTotals).toBeNull();
    expect(splits.mixeval?.['free-form'].items[0]?.difficulty).toBeNull();
    expect(warnings).toEqual([expect.stringContaining('mixeval probe')]);
  });

  test('a Hard size of 0 asks for none, without a word', async () => {
    const warnings: string[] = [];
    const { splits, report } = await mix(
      { ...makeWorld().input, parameters: { ...parameters, hardSize: 0 } },
      { onWarning: (text) => warnings.push(text) },
    );
    expect(splits['mixeval-hard']).toBeUndefined();
    expect(report.hard).toEqual({ built: false, reason: 'not-asked-for' });
    expect(warnings).toEqual([]);
  });

  test('a format that the pool lacks leaves its splits empty and is warned of', async () => {
    const warnings: string[] = [];
    const { splits } = await mix(makeWorld({ formats: ['free-form'] }).input, {
      onWarning: (text) => warnings.push(text),
    });
    expect(splits.mixeval?.['free-form'].items).toHaveLength(parameters.size);
    expect(splits.mixeval?.['multiple-choice']).toEqual({
      design: 'pareto',
      batchMatched: 0,
      auxiliaryTotals: null,
      items: [],
    });
    expect(splits['mixeval-hard']?.['multiple-choice'].items).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('multiple-choice')]);
  });

  test('more places than items is an error that says what is possible of every split', async () => {
    const { input } = makeWorld();
    const error = await failure({ ...input, parameters: { ...parameters, size: 5000 } });
    expect(error.code).toBe('too-few');
    const possible = error.details['possible'];
    expect(possible).toHaveLength(4);
    expect(error.next).toMatch(/--size \d+ or less/);
    const size = Number(/--size (\d+)/.exec(error.next ?? '')?.[1]);
    const { splits } = await mix({ ...input, parameters: { ...parameters, size } });
    expect(splits.mixeval?.['free-form'].items).toHaveLength(size);
  });

  test('a floor that no query reaches leaves nothing possible', async () => {
    const error = await failure({
      ...makeWorld().input,
      parameters: { ...parameters, similarityFloor: 1.1 },
    });
    expect(error.code).toBe('too-few');
    expect(error.next).toContain('floor');
  });

  test('an empty pool, an empty batch, an id that stands twice and vectors that do not fit are refused', async () => {
    const { input } = makeWorld();
    expect((await failure({ ...input, pool: [], poolVectors: new Float32Array(0) })).code).toBe('too-few');
    expect((await failure({ ...input, batch: batchOf(new Float32Array(0), [], 10) })).code).toBe('too-few');
    const twice = { ...input, pool: [...input.pool.slice(0, -1), ...input.pool.slice(0, 1)] };
    expect((await failure(twice)).code).toBe('invalid-data');
    expect((await failure({ ...input, poolVectors: input.poolVectors.slice(1) })).code).toBe('invalid-data');
    const torn = batchOf(new Float32Array(dimensions), [1, 1], 2);
    expect((await failure({ ...input, batch: torn })).code).toBe('invalid-data');
  });

  test('an aborted signal ends it', async () => {
    const controller = new AbortController();
    const task = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(mix(makeWorld().input, task)).rejects.toMatchObject({ code: 'interrupted' });
  });

  test('few subjects: discrimination is constant, the unanswered get a predicted difficulty', async () => {
    const { input } = makeWorld({ subjects: 2 });
    const half = new Set(input.pool.filter((_, at) => at % 4 < 2).map(({ id }) => id));
    const results = input.results.filter(({ item }) => half.has(item));
    const { splits, report } = await mix({ ...input, results });
    expect(report.hard).toMatchObject({ built: true, constantDiscrimination: true });
    expect(report.suspects).toEqual([]);
    for (const item of splits['mixeval-hard']?.['free-form'].items ?? []) {
      expect(item.difficultyPredicted).toBe(half.has(item.id) ? undefined : true);
      expect(item.difficulty).not.toBeNull();
    }
  });
});
