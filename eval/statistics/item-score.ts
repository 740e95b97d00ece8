import { inTurns } from '../../src/core/in-turns.js';
import type { GradedResponse, UnscoredReason } from '../records.js';
import type { Places } from './places-by-id.js';

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

/** An item's grades so far. Items that got the same in the same order share one, however many there are. */
interface Standing extends ItemScore {
  readonly sum: number;
  readonly scored: number;
  /** By the next grade's score, or why it has none. */
  readonly next: Map<number | UnscoredReason, Standing>;
}

/**
 * What each item got: the mean over repeats, and over the copies of an imported item.
 *
 * @param places of the items that are asked for; grades of others are passed over
 * @returns by place; null where there is no grade
 */
export async function itemScores(
  grades: Iterable<GradedResponse>,
  places: Places,
): Promise<readonly (ItemScore | null)[]> {
  const standings = new Array<Standing | null>(places.count).fill(null);
  const none: Standing = {
    sum: 0,
    scored: 0,
    grades: 0,
    score: 0,
    scoreOfScored: null,
    unscored: null,
    next: new Map(),
  };
  await inTurns(grades, ({ item, score, reason = 'unparsed' }) => {
    const place = places.of(item);
    if (place === undefined) return;
    const before = standings[place] ?? none;
    const known = before.next.get(score ?? reason);
    const after = known ?? standingAfter(before, score, reason);
    if (!known) before.next.set(score ?? reason, after);
    standings[place] = after;
  });
  return standings;
}

function standingAfter(before: Standing, score: number | null, reason: UnscoredReason): Standing {
  const sum = before.sum + (score ?? 0);
  const scored = before.scored + Number(score !== null);
  const grades = before.grades + 1;
  return {
    sum,
    scored,
    grades,
    score: sum / grades,
    scoreOfScored: scored > 0 ? sum / scored : null,
    unscored: scored > 0 ? null : (before.unscored ?? reason),
    next: new Map(),
  };
}
