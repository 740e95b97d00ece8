import { describe, expect, test } from 'vitest';
import { seededRandom } from '../src/core/random.js';
import { expectedPrecision } from './precision.js';
import type { Candidates } from './sampling/candidates.js';

function candidates(items: number, queries: number): Candidates {
  const random = seededRandom(items, 'precision');
  const raw = Float64Array.from({ length: items }, () => Math.exp(3 * random()));
  const total = raw.reduce((sum, m) => sum + m, 0);
  return {
    format: 'free-form',
    rows: Array.from({ length: items }, (_, row) => row),
    mass: raw.map((m) => m / total),
    clusters: new Int32Array(items),
    uniforms: new Float64Array(items),
    batchMatched: queries,
  };
}

describe('expected precision', () => {
  test('with every item taken, all that is left comes from the batch', () => {
    const { standardError, batchFloor } = expectedPrecision([candidates(300, 10_000)], [], 300);
    expect(standardError).toBeCloseTo(batchFloor, 12);
    expect(batchFloor).toBeCloseTo(Math.sqrt(0.25 / 10_000), 12);
  });

  test('items of one mass: that of a simple random sample', () => {
    const even = { ...candidates(400, 1e9), mass: new Float64Array(400).fill(1 / 400) };
    // 1/4 / n times 1 - n/N, the worst case where nobody has answered.
    const { standardError } = expectedPrecision([even], [], 100);
    expect(standardError).toBeCloseTo(Math.sqrt((0.25 / 100) * (1 - 100 / 400)), 4);
  });

  test('what is said to be needed is enough, and hardly more', () => {
    const splits = [candidates(800, 3000), candidates(500, 1500)];
    const wanted = 0.022;
    const now = expectedPrecision(splits, [], 150, wanted);
    expect(now.standardError).toBeGreaterThan(wanted);
    const size = now.wanted?.sizeNeeded ?? 0;
    expect(expectedPrecision(splits, [], size).standardError).toBeLessThanOrEqual(wanted);
    expect(expectedPrecision(splits, [], size - 1).standardError).toBeGreaterThan(wanted);
    const batch = expectedPrecision(splits, [], 400, wanted).wanted?.batchNeeded ?? 0;
    const scaled = splits.map((split) => ({ ...split, batchMatched: (split.batchMatched * batch) / 4500 }));
    expect(expectedPrecision(scaled, [], 400).standardError).toBeCloseTo(wanted, 4);
  });

  test('where neither is enough by itself, it says so', () => {
    expect(expectedPrecision([candidates(300, 100)], [], 50, 0.001).wanted).toEqual({
      standardError: 0.001,
      batchNeeded: null,
      sizeNeeded: null,
      // Half of the answers right, as nobody knows better: 0.25 / 0.001².
      batchAtLeast: 250_000,
    });
  });

  test('items that all get right, or all wrong, add nothing', () => {
    const answers = Array.from({ length: 300 }, (_, row) => ({ right: row % 2 ? 40 : 0, subjects: 40 }));
    const known = expectedPrecision([candidates(300, 1e6)], answers, 60);
    expect(known.standardError).toBeLessThan(
      expectedPrecision([candidates(300, 1e6)], [], 60).standardError / 2,
    );
  });
});
