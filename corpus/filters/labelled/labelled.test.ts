import { describe, expect, it } from 'vitest';
import { halfOf, halves, labelledFilters, readCases } from './cases.js';
import { filterFigure, precisionOf, recallOf } from './figures.js';

/** Cases of both halves together, at least. */
const sizes = {
  normalise: 60,
  language: 150,
  'is-query': 150,
  'page-question': 200,
  answerable: 200,
  'personal-data': 300,
  unsafe: 250,
} as const;

describe.each(labelledFilters)('the labelled cases of %s', (filter) => {
  it('lie in the halves that they were drawn into, each once', async () => {
    const texts: string[] = [];
    for (const half of halves) {
      const cases = await readCases(filter, half);
      expect(cases.filter(({ text }) => halfOf(text) !== half)).toEqual([]);
      texts.push(...cases.map(({ text }) => text));
    }
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeGreaterThanOrEqual(sizes[filter]);
  });

  it('are half look-alikes or more', async () => {
    const cases = (await Promise.all(halves.map((half) => readCases(filter, half)))).flat();
    const alone = cases.filter(
      ({ text, expected }) => text === expected || ['en', 'query', 'keep'].includes(expected),
    );
    expect(alone.length / cases.length).toBeGreaterThan(filter === 'normalise' ? 0.25 : 0.4);
  });
});

it('a text is drawn into one half or the other by its hash', () => {
  const drawn = Array.from({ length: 1_000 }, (_, at) => halfOf(`text ${at}`));
  expect(drawn.filter((half) => half === 'open').length).toBeGreaterThan(430);
  expect(drawn.filter((half) => half === 'locked').length).toBeGreaterThan(430);
});

/** What is asked of each filter, in both halves; what they reach stands in docs/mining.md. */
const floors = {
  normalise: { recall: 0.95, precision: 0.95 },
  language: { recall: 0.9, precision: 0.9 },
  'page-question': { recall: 0.9, precision: 0.97 },
  answerable: { recall: 0.85, precision: 0.95 },
  'personal-data': { recall: 0.95, precision: 0.95 },
} as const;

describe.each(Object.keys(floors) as (keyof typeof floors)[])('the filter %s', (filter) => {
  it.each(halves)('finds what it is for, and little else, in the %s half', async (half) => {
    const figure = await filterFigure(filter, half);
    expect(recallOf(figure)).toBeGreaterThanOrEqual(floors[filter].recall);
    expect(precisionOf(figure)).toBeGreaterThanOrEqual(floors[filter].precision);
  });
});
