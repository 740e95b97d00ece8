import { expect, test } from 'vitest';
import { emptySplit, freeFormItem } from '../statistics/sample.fixture.js';
import { sampleOf } from '../statistics/sample.js';
import { differingItems } from './differing-items.js';
import { topicDifferences } from './topic-differences.js';

const clusters = [...Array<number>(20).fill(1), ...Array<number>(25).fill(2), ...Array<number>(19).fill(3)];
const sampleIn = (topics: readonly number[]) =>
  sampleOf({
    'free-form': {
      design: 'pareto',
      batchMatched: 1000,
      auxiliaryTotals: null,
      items: topics.map((cluster, number) =>
        freeFormItem(number, { weight: 1 + (number % 5), pi: 0.3, cluster }),
      ),
    },
    'multiple-choice': emptySplit,
  });
const sample = sampleIn(clusters);
// The first model fails in topic 2, the second in topic 1.
const a = clusters.map((cluster) => Number(cluster !== 2));
const b = clusters.map((cluster) => Number(cluster !== 1));

test('topics of 20 items or more, the worst of the first model first', () => {
  const topics = topicDifferences(sample, a, b);
  expect(topics.map(({ topic, n, difference }) => [topic, n, difference])).toEqual([
    [2, 25, -1],
    [1, 20, 1],
  ]);
  for (const { interval } of topics) expect(interval[0]).toBeLessThan(interval[1]);
  expect(topicDifferences(sampleIn(clusters.map(() => 0)), a, b)).toEqual([]);
});

test('the items that differ, heaviest first, and how many there are in all', () => {
  const { aBetter, bBetter, items } = differingItems(sample, a, b, 3);
  expect([aBetter, bBetter]).toEqual([20, 25]);
  expect(items.map(({ weight }) => weight)).toEqual([5, 5, 5]);
  expect(items[0]).toMatchObject({ format: 'free-form', benchmark: 'First', a: 1, b: 0 });
  expect(differingItems(sample, a, a, 3)).toEqual({ aBetter: 0, bBetter: 0, items: [] });
});
