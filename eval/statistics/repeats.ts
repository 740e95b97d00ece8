import { addTo } from '../../src/core/groups.js';
import { inTurns } from '../../src/core/in-turns.js';
import type { GradedResponse } from '../records.js';
import type { Sample } from './sample.js';
import { weightedMean } from './weighted-mean.js';

/** What asking each question several times tells beside the mean. */
export interface RepeatScores {
  /** How often each question was asked. */
  readonly repeats: number;
  /** The standard deviation of the score from one repeat to another, 0 to 1. */
  readonly spread: number;
  /** The score of each item's most frequent answer: self-consistency (Wang et al. 2022). */
  readonly majorityVote: number;
  /**
   * pass@k for k = 1, 2, ...: the share of items of which at least one of k answers is right (Chen et al. 2021, section 2.1).
   */
  readonly passAtK: number[];
}

/** From this score on an answer counts as right for pass@k; a model's scores of free answers lie in between. */
const right = 0.5;

/**
 * What repeats come to, weighted as the score is. What is unscored counts as wrong.
 *
 * @param grades of a complete run: each item as often as there are repeats
 * @returns null for a run without repeats or items
 */
export async function repeatScores(
  { observations }: Sample,
  grades: Iterable<GradedResponse>,
  repeats: number,
): Promise<RepeatScores | null> {
  if (repeats < 2 || observations.length === 0) return null;
  const byItem = new Map<string, GradedResponse[]>();
  await inTurns(grades, (grade) => addTo(byItem, grade.item, grade));
  for (const ofItem of byItem.values()) ofItem.sort((a, b) => a.repeat - b.repeat);
  const weights = observations.map(({ weight }) => weight);
  const mean = async (value: (ofItem: readonly GradedResponse[]) => number): Promise<number> => {
    const values: number[] = [];
    await inTurns(observations, ({ item }) => values.push(value(byItem.get(item.id) ?? [])));
    return weightedMean(values, weights);
  };
  const means: number[] = [];
  const passAtK: number[] = [];
  for (let index = 0; index < repeats; index += 1) {
    means.push(await mean((ofItem) => ofItem.find((grade) => grade.repeat === index)?.score ?? 0));
    passAtK.push(await mean((ofItem) => passAt(index + 1, repeats, ofItem.filter(isRight).length)));
  }
  return { repeats, spread: deviation(means), majorityVote: await mean(scoreByVote), passAtK };
}

function isRight({ score }: GradedResponse): boolean {
  return (score ?? 0) >= right;
}

/** The score of the most frequent answer; of several, the one given first. Answers that could not be read have no vote. */
function scoreByVote(grades: readonly GradedResponse[]): number {
  const votes = new Map<string, { count: number; score: number }>();
  for (const { answer, score } of grades) {
    if (score === null) continue;
    const key = (answer ?? `scored ${score}`).trim().toLowerCase();
    const known = votes.get(key);
    if (known) known.count += 1;
    else votes.set(key, { count: 1, score });
  }
  let winner = { count: 0, score: 0 };
  for (const vote of votes.values()) if (vote.count > winner.count) winner = vote;
  return winner.score;
}

/** 1 - C(n - c, k) / C(n, k): the chance that k of n answers, c of them right, hold a right one. */
function passAt(k: number, n: number, c: number): number {
  let allWrong = 1;
  for (let index = 0; index < k; index += 1) allWrong *= Math.max(0, n - c - index) / (n - index);
  return 1 - allWrong;
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
