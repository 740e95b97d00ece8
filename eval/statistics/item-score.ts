import type { GradeRecord, UnscoredReason } from '../records.js';

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

/** Grades by item: the mean over repeats, and over the copies of an imported item. */
export function itemScores(grades: Iterable<GradeRecord>): Map<string, ItemScore> {
  const byItem = new Map<string, GradeRecord[]>();
  for (const grade of grades) {
    const known = byItem.get(grade.item);
    if (known) known.push(grade);
    else byItem.set(grade.item, [grade]);
  }
  return new Map([...byItem].map(([item, ofItem]) => [item, itemScore(ofItem)]));
}

function itemScore(grades: readonly GradeRecord[]): ItemScore {
  const scores = grades.flatMap(({ score }) => score ?? []);
  const sum = scores.reduce((total, score) => total + score, 0);
  return {
    score: sum / grades.length,
    scoreOfScored: scores.length > 0 ? sum / scores.length : null,
    unscored: scores.length > 0 ? null : (grades[0]?.reason ?? 'unparsed'),
    grades: grades.length,
  };
}
