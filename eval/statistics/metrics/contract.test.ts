import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Split } from '../../../src/core/schemas/release-item.js';
import { emptySplit, freeFormItem } from '../sample.fixture.js';
import { sampleOf } from '../sample.js';
import { metrics } from './index.js';
import type { MetricInput } from './metric.js';

/** A complete run over a split whose items got these scores; every third item stands in a second benchmark. */
function inputOf(
  scores: readonly number[],
  design: Split['design'],
  weights: readonly number[],
): MetricInput {
  const split: Split = {
    design,
    batchMatched: 1000,
    auxiliaryTotals: { d: 0.5, d2: 0.3, d3: 0.2 },
    items: scores.map((_, index) =>
      freeFormItem(index, {
        weight: weights[index] ?? 1,
        pi: design === 'draws' ? null : 0.5,
        difficulty: (index % 10) / 10,
        benchmarks: index % 3 === 0 ? ['First', 'Second'] : ['First'],
      }),
    ),
  };
  const splits = { 'free-form': split, 'multiple-choice': emptySplit };
  return {
    splits,
    whole: true,
    graded: {
      sample: sampleOf(splits),
      scores: scores.map((score) => ({ score, scoreOfScored: score, unscored: null, grades: 1 })),
    },
  };
}

const needs: Readonly<Record<string, Split['design'] | 'any'>> = {
  'difference-estimator': 'pareto',
  'macro-mean': 'any',
  'mixeval-overall': 'draws',
};

describe.each(metrics.all().map((metric) => [metric.name, metric] as const))(
  'the metric %s',
  (name, metric) => {
    const design = needs[name] === 'draws' ? 'draws' : 'pareto';

    it('has a row in this test', () => {
      expect(Object.keys(needs)).toContain(name);
    });

    it('is 1 where everything is right and 0 where nothing is', () => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 20, maxLength: 40 }), (weights) => {
          const all = (score: number) =>
            metric.compute(
              inputOf(
                weights.map(() => score),
                design,
                weights,
              ),
            );
          expect(all(1)?.value).toBeCloseTo(1, 3);
          expect(all(0)?.value).toBeCloseTo(0, 3);
        }),
      );
    });

    it('has its value within its interval, where it has one', () => {
      fc.assert(
        fc.property(fc.array(fc.constantFrom(0, 1), { minLength: 30, maxLength: 60 }), (scores) => {
          const found = metric.compute(
            inputOf(
              scores,
              design,
              scores.map(() => 2),
            ),
          );
          if (!found?.interval || found.value < 0 || found.value > 1) return;
          expect(found.interval[0]).toBeLessThanOrEqual(found.value);
          expect(found.interval[1]).toBeGreaterThanOrEqual(found.value);
        }),
      );
    });

    it('is null without items, and where the design is not the one it needs', () => {
      expect(metric.compute(inputOf([], design, []))).toBeNull();
      if (needs[name] === 'any') return;
      const other = design === 'draws' ? 'pareto' : 'draws';
      expect(
        metric.compute(
          inputOf(
            Array.from({ length: 30 }, () => 1),
            other,
            [],
          ),
        ),
      ).toBeNull();
    });
  },
);
