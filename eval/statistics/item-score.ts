import type { GradedResponse, UnscoredReason } from '../records.js';

/** What all responses to one item come to. */
export interface ItemScore {
  /** Mean over its responses, what is unscored counted as 0. */
  readonly score: number;
  /** Mean over its scored responses; null where none is. */
  readonly scoreOfScored: number | null;
  /** Why nothing of it is scored: the first response's reason; null where something is. */
  readonly unscored: UnscoredReason | null;
  /** How many responses have a grade. */
  readonly grades: number;
}

/** What has been added up of an item. */
interface Tally {
  sum: number;
  scored: number;
  grades: number;
  readonly reason: UnscoredReason | undefined;
}

/** What items got, by id. */
export interface ItemScores {
  /** Undefined for an item without grades. */
  get(item: string): ItemScore | undefined;
}

/** Grades by item: the mean over repeats, and over the copies of an imported item. */
export function itemScores(grades: Iterable<GradedResponse>): ItemScores {
  const tallies = new Map<string, Tally>();
  for (const { item, score, reason } of grades) {
    const tally = tallies.get(item) ?? { sum: 0, scored: 0, grades: 0, reason };
    if (tally.grades === 0) tallies.set(item, tally);
    tally.sum += score ?? 0;
    tally.scored += Number(score !== null);
    tally.grades += 1;
  }
  return {
    get(item) {
      const tally = tallies.get(item);
      return tally && itemScore(tally);
    },
  };
}

function itemScore({ sum, scored, grades, reason = 'unparsed' }: Tally): ItemScore {
  return {
    score: sum / grades,
    scoreOfScored: scored > 0 ? sum / scored : null,
    unscored: scored > 0 ? null : reason,
    grades,
  };
}
