import type { Format } from '../../src/core/schemas/item.js';
import type { GradeRecord } from '../records.js';

/** How two gradings of the same responses agree, over the responses that both have scored. */
export interface Agreement {
  /** Responses that both have scored. */
  readonly both: number;
  /** Of these, those on which they agree. */
  readonly equal: number;
  /** equal/both; null where there are none. */
  readonly share: number | null;
}

/** Agreement on one split's responses. */
export interface SplitAgreement extends Agreement {
  /** Responses that both have graded, scored or not. */
  readonly responses: number;
  /** Share of these that the first has scored. */
  readonly decided: number | null;
  /** By the rule of the first that decided. */
  readonly byRule: Readonly<Record<string, Agreement>>;
}

/** Half of a free-form score: what lies on the same side of it is the same verdict. */
const threshold = 0.5;

/**
 * Compares two gradings, response by response. Scores agree on multiple choice where they are equal, and on free-form where
 * both are at least 0.5 or both are less.
 *
 * @param first whose rules are told apart, for instance the rule parser's
 * @param second for instance a judge's verdicts on the same responses
 * @param formatOf the format of an item by its id; undefined leaves it out
 */
export function agreementOf(
  first: Iterable<GradeRecord>,
  second: Iterable<GradeRecord>,
  formatOf: (item: string) => Format | undefined,
): Record<Format, SplitAgreement> {
  const others = new Map([...second].map((grade) => [`${grade.item} ${grade.repeat}`, grade]));
  const pairs: Record<Format, Pair[]> = { 'free-form': [], 'multiple-choice': [] };
  for (const grade of first) {
    const other = others.get(`${grade.item} ${grade.repeat}`);
    const format = formatOf(grade.item);
    if (other && format) pairs[format].push({ rule: grade.by, a: grade.score, b: other.score });
  }
  return {
    'free-form': splitAgreement(pairs['free-form'], (a, b) => a >= threshold === b >= threshold),
    'multiple-choice': splitAgreement(pairs['multiple-choice'], (a, b) => a === b),
  };
}

interface Pair {
  readonly rule: string;
  readonly a: number | null;
  readonly b: number | null;
}

type Same = (a: number, b: number) => boolean;

function splitAgreement(pairs: readonly Pair[], same: Same): SplitAgreement {
  const rules = [...new Set(pairs.filter(({ a }) => a !== null).map(({ rule }) => rule))].sort();
  return {
    ...agreement(pairs, same),
    responses: pairs.length,
    decided: pairs.length === 0 ? null : pairs.filter(({ a }) => a !== null).length / pairs.length,
    byRule: Object.fromEntries(
      rules.map((rule) => [
        rule,
        agreement(
          pairs.filter((pair) => pair.rule === rule),
          same,
        ),
      ]),
    ),
  };
}

function agreement(pairs: readonly Pair[], same: Same): Agreement {
  let both = 0;
  let equal = 0;
  for (const { a, b } of pairs) {
    if (a === null || b === null) continue;
    both += 1;
    if (same(a, b)) equal += 1;
  }
  return { both, equal, share: both === 0 ? null : equal / both };
}
