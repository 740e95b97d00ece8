import { expect, test } from 'vitest';
import type { Summary } from '../../eval/index.js';
import { emptySplit, freeFormItem } from '../../eval/statistics/sample.fixture.js';
import { summarise } from '../../eval/statistics/summary.js';
import type { Split } from '../core/schemas/release-item.js';
import { scoreBreakdown } from './score-breakdown.js';

/** A complete run of so many items in each topic, the first ones of each right; every second item is of another benchmark. */
function summaryOf(topics: readonly { readonly n: number; readonly right: number }[]): Promise<Summary> {
  const rows = topics.flatMap(({ n, right }, cluster) =>
    Array.from({ length: n }, (_, place) => ({ cluster, score: Number(place < right) })),
  );
  const items = rows.map(({ cluster }, number) =>
    freeFormItem(number, {
      cluster,
      pi: 0.5,
      prompt: `Question\n${number}?${' And why?'.repeat(9)}`,
      benchmarks: [number % 2 === 0 ? 'First' : 'Second'],
    }),
  );
  const split: Split = { design: 'pareto', batchMatched: 5000, auxiliaryTotals: null, items };
  return summarise({
    run: {
      version: 'v',
      benchmark: 'mixeval',
      model: 'm',
      parser: 'rule',
      judge: null,
      limit: null,
      repeats: 1,
    },
    splits: { 'free-form': split, 'multiple-choice': emptySplit },
    promptOf: ({ prompt }) => prompt,
    grades: rows.map(({ score }, number) => ({
      item: items[number]?.id ?? '',
      repeat: 0,
      key: '',
      score,
      parser: 'rule',
      by: 'exact',
      confidence: 1,
    })),
    counters: {
      requests: 0,
      reused: 0,
      judgeRequests: 0,
      inputTokens: 0,
      outputTokens: 0,
      costUsd: null,
      seconds: 1,
    },
    stoppedBy: null,
  });
}

const summary = await summaryOf([
  { n: 20, right: 18 },
  { n: 30, right: 3 },
  { n: 19, right: 0 },
  { n: 24, right: 12 },
  { n: 22, right: 20 },
]);

test('benchmarks with their mean, then the weakest topics, within the terminal', () => {
  const lines = scoreBreakdown(summary, 80, 'weakest');
  const text = lines.join('\n');
  expect(text).toMatch(
    /^ +score +95 % interval +items +unscored +benchmark\n.* 58 +0 +First\n.* 57 +0 +Second\n.*\(mean of them\)$/m,
  );
  const topics = lines.filter((line) => / Question \d/.test(line));
  expect(topics.map((line) => line.trim().split(/\s+/)[0])).toEqual(['10.0', '50.0', '90.0']);
  expect(text).toContain('1 more with `mixeval runs show`');
  expect(text).toContain('of 1 more, with fewer than 20 items each, nothing is said');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
});

test('all topics of 20 items or more where they are asked for', () => {
  const lines = scoreBreakdown(summary, 80, 'all');
  expect(lines.filter((line) => / Question \d/.test(line))).toHaveLength(4);
});

test('one benchmark and one topic say nothing more than the score', async () => {
  const alone = await summaryOf([{ n: 40, right: 10 }]);
  const [only] = Object.values(alone.byBenchmark);
  expect(scoreBreakdown({ ...alone, byBenchmark: only ? { First: only } : {} }, 80, 'all')).toEqual([]);
});

test('no topics at all where each has too few items', async () => {
  const lines = scoreBreakdown(await summaryOf([{ n: 19, right: 3 }]), 80, 'weakest');
  expect(lines.join('\n')).not.toMatch(/topic|nothing is said/);
});
