import { type Answers, type Population, restricted } from '../../mixer/index.js';
import type { ItemResult } from '../../src/core/schemas/item-result.js';

/** Of the items that anybody has answered, a subject must have answered this share, and an item as many of the subjects. */
const enough = 0.8;

/** What subjects got on items that nearly all of them have answered. */
export interface ResponseTable {
  /** Sorted by name. */
  readonly subjects: readonly string[];
  /** By item: a score for each subject, NaN where it has none. */
  readonly scores: ReadonlyMap<string, Float64Array>;
}

/** The subjects and items of the results that can be compared, of those in the populations. */
export function responseTable(
  results: readonly ItemResult[],
  populations: readonly Population[],
): ResponseTable {
  const inPool = new Set(populations.flatMap(({ ids }) => ids));
  const known = results.filter(({ item }) => inPool.has(item));
  const answered = new Map<string, number>();
  for (const { subject } of known) answered.set(subject, (answered.get(subject) ?? 0) + 1);
  const items = new Set(known.map(({ item }) => item)).size;
  const subjects = [...answered].flatMap(([name, count]) => (count >= enough * items ? [name] : [])).sort();
  const placeOf = new Map(subjects.map((name, place) => [name, place]));
  const scores = new Map<string, Float64Array>();
  for (const { subject, item, score } of known) {
    const place = placeOf.get(subject);
    if (place === undefined) continue;
    const row = scores.get(item) ?? new Float64Array(subjects.length).fill(Number.NaN);
    row[place] = score;
    scores.set(item, row);
  }
  const isFull = (row: Float64Array): boolean =>
    row.filter((score) => !Number.isNaN(score)).length >= enough * subjects.length;
  return { subjects, scores: new Map([...scores].filter(([, row]) => isFull(row))) };
}

/** A population of answered items, and what some of the subjects got on them. */
export interface ScoredPopulation {
  readonly population: Population;
  /** By row of the population and subject; NaN where there is none. */
  readonly scores: readonly Float64Array[];
}

export function scoredPopulation(population: Population, table: ResponseTable): ScoredPopulation {
  const answered = restricted(population, (id) => table.scores.has(id));
  return {
    population: answered,
    scores: answered.ids.map((id) => table.scores.get(id) ?? new Float64Array()),
  };
}

/** What some subjects are known to have answered, as a build would know it of probes. */
export function answersOf(scores: readonly Float64Array[], subjects: readonly number[]): Answers {
  return scores.map((row) => {
    const known = subjects.flatMap((subject) => {
      const score = row[subject] ?? Number.NaN;
      return Number.isNaN(score) ? [] : [score];
    });
    return { right: known.reduce((sum, score) => sum + score, 0), subjects: known.length };
  });
}

/** A subject's weighted mean over the items that it has answered. */
export function weightedScore(
  scores: readonly Float64Array[],
  rows: readonly number[],
  weights: readonly number[],
  subject: number,
): number {
  let sum = 0;
  let total = 0;
  rows.forEach((row, at) => {
    const score = scores[row]?.[subject] ?? Number.NaN;
    if (Number.isNaN(score)) return;
    sum += (weights[at] ?? 0) * score;
    total += weights[at] ?? 0;
  });
  return sum / total;
}
