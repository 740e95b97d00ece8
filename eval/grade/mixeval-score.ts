import { type Format, formats } from '../../src/core/schemas/item.js';
import { roundLikePython } from '../statistics/mixeval-overall.js';

/** A row of MixEval's judged files: which benchmark it is of, and its score. */
export interface ScoredRow {
  readonly format: Format;
  readonly benchmark: string;
  /** 0 to 1. */
  readonly score: number;
}

/**
 * MixEval's score.json of one model (its evaluator at 7c52b41): each split's mean over rows, overall and by benchmark,
 * rounded to three decimals, then the two splits averaged by their rows.
 *
 * @param rows in the order of their files, since the last digit of a sum depends on it
 */
export function mixevalScore(rows: readonly ScoredRow[]): Record<string, number> {
  const names = ['overall', ...new Set(rows.map(({ benchmark }) => benchmark))];
  const means = names.map((name) => {
    const members = rows.filter(({ benchmark }) => name === 'overall' || benchmark === name);
    const total = members.length;
    const mean = formats.reduce((sum, format) => {
      const scores = members.filter((row) => row.format === format).map(({ score }) => score);
      if (scores.length === 0) return sum;
      const rounded = roundLikePython(scores.reduce((left, right) => left + right, 0) / scores.length);
      // The share first: the last digit depends on it.
      return sum + rounded * (scores.length / total);
    }, 0);
    return [name, mean] as const;
  });
  return Object.fromEntries(means);
}
