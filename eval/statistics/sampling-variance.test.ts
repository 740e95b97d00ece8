import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeFormItem } from './sample.fixture.js';
import type { Observation } from './sample.js';
import { samplingVariance } from './sampling-variance.js';

function observation(pi: number, stratum: string): Observation {
  const item = freeFormItem(0);
  const { benchmarks, cluster } = item;
  return { item, format: 'free-form', weight: 1, pi, tilt: 1, cluster, benchmarks, stratum };
}

const contribution = fc.double({ min: -1, max: 1, noNaN: true });

test('equal probabilities in one cluster give the variance of simple random sampling (Cochran 1977, section 2.6)', () => {
  fc.assert(
    fc.property(
      fc.array(contribution, { minLength: 2, maxLength: 30 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (y, fraction) => {
        const n = y.length;
        const mean = y.reduce((sum, value) => sum + value, 0) / n;
        const s2 = y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
        const variance = samplingVariance(
          y.map(() => observation(fraction, 'a')),
          y.map((value) => value / n),
        );
        expect(variance).toBeCloseTo(((1 - fraction) * s2) / n, 10);
      },
    ),
  );
});

test('items taken surely add nothing, and clusters add up', () => {
  fc.assert(
    fc.property(fc.array(contribution, { minLength: 2, maxLength: 20 }), (e) => {
      const one = samplingVariance(
        e.map(() => observation(0.3, 'a')),
        e,
      );
      const many = samplingVariance(
        [...e, ...e, ...e].map((_, index) =>
          index < 2 * e.length ? observation(0.3, index < e.length ? 'a' : 'b') : observation(1, 'a'),
        ),
        [...e, ...e, ...e],
      );
      expect(many).toBeCloseTo(2 * one, 10);
    }),
  );
});

test('lone items of clusters are pooled; one that is left over joins another cluster', () => {
  const pooled = samplingVariance([observation(0.5, 'a'), observation(0.5, 'b')], [1, -1]);
  expect(pooled).toBeCloseTo(samplingVariance([observation(0.5, 'a'), observation(0.5, 'a')], [1, -1]), 12);
  const joined = samplingVariance(
    [observation(0.5, 'a'), observation(0.5, 'a'), observation(0.5, 'b')],
    [1, -1, 1],
  );
  const together = samplingVariance(
    [1, 2, 3].map(() => observation(0.5, 'a')),
    [1, -1, 1],
  );
  expect(joined).toBeCloseTo(together, 12);
  expect(samplingVariance([observation(0.5, 'a')], [2])).toBeCloseTo(2, 12);
});
