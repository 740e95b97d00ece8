import { describe, expect, test } from 'vitest';
import type { Population } from '../../mixer/index.js';
import { randomInteger, seededRandom } from '../../src/core/random.js';
import type { ItemResult } from '../../src/core/schemas/item-result.js';
import { stabilityPlot } from './plot.js';
import { spreadOf } from './spread.js';
import { replayPopulations } from './stability.js';

const random = seededRandom(1, 'stability');

/** Few items that are asked for often, as real traffic has them. */
function population(format: Population['format'], items: number): Population {
  return {
    format,
    ids: Array.from({ length: items }, (_, row) => `${format} ${row}`),
    benchmarks: Array.from({ length: items }, (_, row) => (row % 3 ? 'a' : 'b')),
    counts: Float64Array.from({ length: items }, () => Math.ceil((1 - random()) ** -0.8)),
    clusters: Int32Array.from({ length: items }, () => randomInteger(random, 3)),
    centroids: Float32Array.of(1, 0, 0, 1, 0.6, 0.8),
    dimensions: 2,
  };
}

const populations = [population('free-form', 400), population('multiple-choice', 300)];
const results: ItemResult[] = populations.flatMap(({ ids }) =>
  ids.flatMap((item) => {
    const hardness = random();
    return Array.from({ length: 8 }, (_, subject) => ({
      subject: `subject ${subject}`,
      item,
      score: random() < 1 - hardness + 0.03 * subject ? 1 : 0,
    }));
  }),
);
const request = { releases: 40, size: 80, queries: 20_000, seed: 1, results };

describe('stability', async () => {
  const report = await replayPopulations(populations, request);
  const way = (name: string) => report.ways.find((one) => one.way === name);

  test('our releases repeat no item, and move scores less than copies do', () => {
    expect(way('ours')?.uniqueInside).toBe(1);
    expect(way('mixeval')?.uniqueInside).toBeLessThan(0.95);
    expect(way('ours')?.spread?.scoreStd).toBeLessThan(way('mixeval')?.spread?.scoreStd ?? 0);
    expect(way('ours')?.spread?.differenceStd).toBeLessThan(way('mixeval')?.spread?.differenceStd ?? 0);
    expect(way('ours')?.spread?.kendallTau).toBeGreaterThan(way('mixeval')?.spread?.kendallTau ?? 1);
  });

  test('names every subject once, all of the traffic being covered', () => {
    expect(report.subjects).toBe(8);
    expect(report.coveredTraffic).toBe(1);
    expect(way('ours')?.subjects.map(({ subject }) => subject)).toEqual(
      Array.from({ length: 8 }, (_, subject) => `subject ${subject}`),
    );
  });

  test('successive releases overlap less than independent ones', () => {
    expect(Object.keys(report.series.byLag)).toEqual(['1', '2', '3', '4', '5']);
    expect(report.series.byLag['1']).toBeLessThan(report.series.independent);
  });

  test('the same seed gives the same report', async () => {
    expect(await replayPopulations(populations, request)).toEqual(report);
  });

  test('its plot is an SVG with a row for each way', () => {
    const plot = stabilityPlot(report) ?? '';
    expect(plot).toMatch(/^<svg [^>]+>[\s\S]+<\/svg>\n$/);
    for (const { way: name } of report.ways) expect(plot).toContain(`>${name}</text>`);
    expect(plot).not.toContain('NaN');
  });

  test('without results there is no spread and no plot, and all else', async () => {
    const bare = await replayPopulations(populations, { ...request, releases: 3, results: [] });
    expect(bare.ways.map(({ spread }) => spread)).toEqual([null, null, null, null]);
    expect(bare.ways[0]?.uniqueAcross).toBeGreaterThan(0);
    expect(stabilityPlot(bare)).toBeUndefined();
  });

  test('results of some items restrict it to those', async () => {
    const some = results.filter(({ item }) => Number(item.split(' ')[1]) < 150);
    const part = await replayPopulations(populations, { ...request, releases: 3, size: 40, results: some });
    expect(part.items).toBe(300);
    expect(part.coveredTraffic).toBeLessThan(1);
  });

  test('more places than items is an error that says what is possible', async () => {
    await expect(replayPopulations(populations, { ...request, size: 301 })).rejects.toMatchObject({
      code: 'too-few',
      details: { possible: 300 },
    });
  });
});

test('a spread is that of columns, and of their differences', () => {
  const spread = spreadOf(
    [
      [0.5, 0.7],
      [0.6, 0.8],
      [0.7, 0.9],
    ],
    [0.5, 0.8],
  );
  expect(spread.scoreStd).toBeCloseTo(0.1, 12);
  expect(spread.differenceStd).toBeCloseTo(0, 12);
  expect(spread.kendallTau).toBe(1);
  expect(spread.shift).toBeCloseTo(0.05, 12);
});
