import { describe, expect, test } from 'vitest';
import type { ReleaseItem, Split } from '../../src/core/schemas/release-item.js';
import { type GradeRecord, summarySchema } from '../records.js';
import { emptySplit, freeFormItem } from './sample.fixture.js';
import { type SummaryInput, summarise } from './summary.js';
import { wilsonInterval } from './wilson.js';

const counters = {
  requests: 4,
  reused: 0,
  judgeRequests: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: null,
  seconds: 1,
};

function grade(number: number, fields: Partial<GradeRecord>): GradeRecord {
  const item = freeFormItem(number).id;
  return { item, repeat: 0, key: '', score: null, parser: 'rule', by: 'exact', confidence: 1, ...fields };
}

function input(
  split: Split,
  grades: readonly GradeRecord[],
  fields: Partial<SummaryInput<ReleaseItem>> = {},
): SummaryInput<ReleaseItem> {
  return {
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
    grades,
    counters,
    stoppedBy: null,
    ...fields,
  };
}

const four: Split = {
  design: 'pareto',
  batchMatched: 100,
  auxiliaryTotals: null,
  items: [
    freeFormItem(0, { weight: 1, pi: 0.5 }),
    freeFormItem(1, { weight: 2, pi: 0.5, benchmarks: ['First', 'Second'] }),
    freeFormItem(2, { weight: 3, pi: 0.5 }),
    freeFormItem(3, { weight: 4, pi: 0.5 }),
  ],
};

describe('a complete run', async () => {
  const summary = await summarise(
    input(four, [
      grade(0, { score: 1 }),
      grade(1, { score: 0 }),
      grade(2, { reason: 'refused' }),
      grade(3, { score: 1 }),
    ]),
  );

  test('is a valid summary', () => {
    expect(summarySchema.safeParse(summary).success).toBe(true);
  });

  test('counts what is unscored as wrong in the headline, and leaves it out beside it', () => {
    expect(summary.complete).toBe(true);
    expect(summary.score).toBeCloseTo(5 / 10, 12);
    expect(summary.scoreOfScored).toBeCloseTo(5 / 7, 12);
    expect(summary).toMatchObject({ n: 4, scored: 3, unscored: { refused: 1 } });
  });

  test('puts the whole and an empty split beside each other', () => {
    expect(summary.splits['free-form'].score).toBeCloseTo(0.5, 12);
    expect(summary.splits['multiple-choice']).toMatchObject({ score: null, interval: null, n: 0 });
  });

  test('counts an item under every benchmark it stands in', () => {
    expect(summary.byBenchmark['First']?.n).toBe(4);
    expect(summary.byBenchmark['Second']).toMatchObject({ n: 1, score: 0 });
  });

  test('has no number of MixEval, which does not know weights', () => {
    expect(summary.mixevalOverall).toBeNull();
  });
});

test('where all scores are equal, the interval comes from the weights and the size of the batch', async () => {
  const allRight = [0, 1, 2, 3].map((number) => grade(number, { score: 1 }));
  const summary = await summarise(input({ ...four, batchMatched: 0 }, allRight));
  // Kish's size: (1 + 2 + 3 + 4)² / (1 + 4 + 9 + 16).
  expect(summary.effectiveN).toBeCloseTo(100 / 30, 12);
  // Half of the pool is in the sample, which doubles that.
  const [ofDraw] = wilsonInterval(1, 100 / 15);
  expect(summary.interval).toEqual([ofDraw, 1]);
  const [ofBatch] = wilsonInterval(1, 100);
  const withBatch = (await summarise(input(four, allRight))).interval ?? [];
  expect(withBatch[0]).toBeCloseTo(1 - Math.hypot(1 - ofDraw, 1 - ofBatch), 12);
});

test('several repeats count as their mean', async () => {
  const grades = [0, 1, 2, 3].flatMap((number) => [
    grade(number, { score: 1 }),
    grade(number, { repeat: 1, reason: 'unparsed' }),
  ]);
  const summary = await summarise(input(four, grades, { run: { ...input(four, []).run, repeats: 2 } }));
  expect(summary.score).toBeCloseTo(0.5, 12);
  expect(summary.scoreOfScored).toBeCloseTo(1, 12);
  expect(summary.scored).toBe(4);
});

test('an incomplete run shows no headline, but what is complete in it', async () => {
  const summary = await summarise(
    input(four, [grade(1, { score: 1 }), grade(0, { score: 1 })], { stoppedBy: 'quota' }),
  );
  expect(summary).toMatchObject({ complete: false, stoppedBy: 'quota', score: null, interval: null, n: 4 });
  expect(summary.scored).toBe(2);
  expect(summary.byBenchmark['Second']?.score).toBe(1);
  expect(summary.byBenchmark['First']?.score).toBeNull();
  expect(summarySchema.safeParse(summary).success).toBe(true);
});

test('a run stopped by its judge has no headline although every item has a grade', async () => {
  const grades = [0, 1, 2, 3].map((number) => grade(number, { reason: 'judge-unavailable' }));
  const summary = await summarise(input(four, grades, { stoppedBy: 'unreachable' }));
  expect(summary).toMatchObject({ complete: false, score: null, unscored: { 'judge-unavailable': 4 } });
});

test('a limit takes a part of the items, and its smaller inclusion probabilities widen the interval', async () => {
  const grades = [grade(0, { score: 1 }), grade(1, { score: 0 })];
  const limited = await summarise(input(four, grades, { run: { ...input(four, []).run, limit: 2 } }));
  expect(limited).toMatchObject({ complete: true, n: 2 });
  // Drawn in proportion to their weights, both count alike.
  expect(limited.score).toBeCloseTo(1 / 2, 12);
  const whole = await summarise(input({ ...four, items: four.items.slice(0, 2) }, grades));
  expect(whole.effectiveN).toBeGreaterThan(limited.effectiveN);
});

describe('an imported release', () => {
  const imported: Split = {
    design: 'draws',
    batchMatched: 4,
    auxiliaryTotals: null,
    items: [
      freeFormItem(0, { weight: 3, pi: null, keys: ['0', '1', '3'] }),
      freeFormItem(1, { weight: 1, pi: null, keys: ['2'] }),
    ],
  };
  const copies = [
    grade(0, { repeat: 0, score: 1 }),
    grade(0, { repeat: 1, score: 1 }),
    grade(0, { repeat: 2, score: 0.7 }),
    grade(1, { score: 0 }),
  ];

  test('has MixEval’s own number and rows as weights', async () => {
    const summary = await summarise(input(imported, copies));
    expect(summary.score).toBeCloseTo(2.7 / 4, 12);
    expect(summary.mixevalOverall).toBeCloseTo(0.675, 12);
    expect(summary.n).toBe(2);
  });

  test('is complete only when every copy has its grade, where that is asked for', async () => {
    const expectedGrades = (item: { keys?: string[] }): number => item.keys?.length ?? 1;
    expect((await summarise(input(imported, copies, { expectedGrades }))).complete).toBe(true);
    expect((await summarise(input(imported, copies.slice(1), { expectedGrades }))).complete).toBe(false);
  });
});

test('a release with difficulties and totals has the difference estimator beside the mean', async () => {
  const d = [0.1, 0.2, 0.4, 0.5, 0.7, 0.9];
  const split: Split = {
    design: 'pareto',
    batchMatched: 600,
    auxiliaryTotals: { d: 0.4, d2: 0.22, d3: 0.14 },
    items: d.map((difficulty, index) => freeFormItem(index, { weight: 100, pi: 0.5, difficulty })),
  };
  // Scores that are a straight line in difficulty leave no residual: the estimate is the line at the pool's mean.
  const summary = await summarise(
    input(
      split,
      d.map((difficulty, index) => grade(index, { score: 1 - difficulty })),
    ),
  );
  expect(summary.regression?.score).toBeCloseTo(0.6, 10);
});

test('of a topic with fewer than 20 items only their number is said', async () => {
  const split: Split = {
    design: 'pareto',
    batchMatched: 600,
    auxiliaryTotals: null,
    items: Array.from({ length: 39 }, (_, number) =>
      freeFormItem(number, { weight: 1 + number, pi: 0.5, cluster: number < 20 ? 3 : 7 }),
    ),
  };
  const { byTopic } = await summarise(
    input(
      split,
      split.items.map((_, number) => grade(number, { score: number % 2 })),
    ),
  );
  expect(byTopic).toMatchObject([
    { topic: 3, n: 20, example: 'Question 19?' },
    { topic: 7, n: 19, example: 'Question 38?', score: null, interval: null },
  ]);
  // 2 + 4 + ... + 20 of 1 + 2 + ... + 20.
  expect(byTopic[0]?.score).toBeCloseTo(110 / 210, 12);
  expect(byTopic[0]?.interval?.[0]).toBeLessThan(110 / 210);
});

test('the mean over benchmarks has an interval of its own', async () => {
  const { metrics } = await summarise(
    input(four, [
      grade(0, { score: 1 }),
      grade(1, { score: 0 }),
      grade(2, { score: 1 }),
      grade(3, { score: 0 }),
    ]),
  );
  // First: (1 + 3) / 10; Second: 0.
  expect(metrics['macro-mean']?.value).toBeCloseTo(0.2, 12);
  expect(metrics['macro-mean']?.interval?.[0]).toBeLessThan(0.2);
  expect(metrics['macro-mean']?.interval?.[1]).toBeGreaterThan(0.2);
});

test('a benchmark of one item makes the mean over benchmarks as uncertain as one item is', async () => {
  const split: Split = {
    ...{ design: 'pareto', batchMatched: 5000, auxiliaryTotals: null },
    items: Array.from({ length: 41 }, (_, number) =>
      freeFormItem(number, { pi: 0.5, benchmarks: [number === 40 ? 'Small' : 'Large'] }),
    ),
  };
  const { metrics } = await summarise(
    input(
      split,
      split.items.map((_, number) => grade(number, { score: Number(number === 40 || number % 2 === 0) })),
    ),
  );
  expect(metrics['macro-mean']?.value).toBeCloseTo(0.75, 12);
  const [low = 1, high = 0] = metrics['macro-mean']?.interval ?? [];
  expect(low).toBeLessThan(0.6);
  expect(high).toBeLessThan(1);
});
