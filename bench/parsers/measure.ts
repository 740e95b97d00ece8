import type { Format } from '../../src/core/schemas/item.js';
import type { Label } from './labels.js';
import type { Row, RulesRow } from './rows.js';

/** How rules and the judge compare on some responses. */
export interface Comparison {
  readonly name: string;
  readonly responses: number;
  /** Responses that rules decide. */
  readonly decided: number;
  /** Of these, those on the same side of one half as the judge. */
  readonly agreed: number;
}

/** What reading the decided free-form responses ourselves came to. */
export interface Reading {
  readonly decided: number;
  /** Where rules and judge lie on different sides of one half: all of them were read. */
  readonly disagreements: Counted;
  /** Drawn at random, first and second round, with the rules as they are now. */
  readonly rounds: readonly [Counted, Counted];
  /** All that the rules of the third, fourth and fifth round decide and those before did not. */
  readonly decidedAnew: readonly [Counted, Counted, Counted];
}

/** What rules make of the responses of a system without a judge. */
export interface Alone {
  readonly name: string;
  readonly responses: number;
  readonly decided: number;
  /** Those that plainly refuse. */
  readonly refused: number;
}

export interface Counted {
  readonly read: number;
  readonly wrong: number;
  /** Where two readers could differ. */
  readonly unclear: number;
}

export function aloneOf(name: string, rows: readonly RulesRow[]): Alone {
  const decided = rows.filter(({ rules }) => rules !== null).length;
  const settled = rows.filter(({ isSettled }) => isSettled).length;
  return { name, responses: rows.length, decided, refused: settled - decided };
}

export const sameSide = (a: number, b: number): boolean => a >= 0.5 === b >= 0.5;

export function compared(name: string, rows: readonly Row[]): Comparison {
  const decided = rows.filter(({ rules }) => rules !== null);
  const agreed = decided.filter(({ rules, judge }) => rules !== null && sameSide(rules, judge));
  return { name, responses: rows.length, decided: decided.length, agreed: agreed.length };
}

/** By the rule that decided, the most frequent first. */
export function byRule(rows: readonly Row[], format: Format): Comparison[] {
  const decided = rows.filter((row) => row.format === format && row.rules !== null);
  return [...new Set(decided.map(({ by }) => by))]
    .map((name) =>
      compared(
        name,
        decided.filter(({ by }) => by === name),
      ),
    )
    .sort((a, b) => b.responses - a.responses);
}

/** @throws where a disagreement was not read: then it has to be, before the page can be written */
export function readingOf(rows: readonly Row[], labels: readonly Label[]): Reading {
  const known = new Map(labels.map((label) => [placeOf(label), label]));
  const decided = rows.filter(({ format, rules }) => format === 'free-form' && rules !== null);
  const disagreeing = decided.filter(({ rules, judge }) => rules !== null && !sameSide(rules, judge));
  const unread = disagreeing.filter((row) => !known.has(placeOf(row)));
  if (unread.length > 0) {
    throw new Error(`Disagreements that nobody has read: ${unread.map(placeOf).join('; ')}`);
  }
  const drawn = (draw: Label['draw'], round: Label['round']): Counted =>
    drawnOf(decided, labels, draw, round);
  return {
    decided: decided.length,
    disagreements: counted(disagreeing, known),
    rounds: [drawn('random', 1), drawn('random', 2)],
    decidedAnew: [drawn('decided-anew', 3), drawn('decided-anew', 4), drawn('decided-anew', 5)],
  };
}

/** What was read in one draw of one round, held against the rules as they are now. */
export function drawnOf(
  rows: readonly RulesRow[],
  labels: readonly Label[],
  draw: Label['draw'],
  round: Label['round'],
): Counted {
  const drawn = new Map(
    labels
      .filter((label) => label.draw === draw && label.round === round)
      .map((label) => [placeOf(label), label]),
  );
  return counted(
    rows.filter((row) => row.rules !== null && drawn.has(placeOf(row))),
    drawn,
  );
}

function counted(read: readonly RulesRow[], known: ReadonlyMap<string, Label>): Counted {
  return {
    read: read.length,
    wrong: read.filter((row) => {
      const score = known.get(placeOf(row))?.score;
      return typeof score === 'number' && !sameSide(row.rules ?? 0, score);
    }).length,
    unclear: read.filter((row) => known.get(placeOf(row))?.score === null).length,
  };
}

export function placeOf({ model, format, id }: Pick<RulesRow, 'model' | 'format' | 'id'>): string {
  return `${model} ${format} ${id}`;
}

/** A whole benchmark's score: each row counts alike. */
export interface Scores {
  readonly model: string;
  readonly rules: number;
  /** Rules, and the judge's verdict where they leave it open. */
  readonly cascade: number;
  readonly judge: number;
  /** What the difference between cascade and judge is made of, in shares of the score; they add up to it. */
  readonly causes: ReadonlyMap<string, number>;
}

export function scoresOf(model: string, all: readonly Row[], labels: readonly Label[]): Scores {
  const rows = all.filter((row) => row.model === model);
  const mean = (score: (row: Row) => number): number =>
    rows.reduce((sum, row) => sum + score(row), 0) / rows.length;
  const known = new Map(labels.map((label) => [placeOf(label), label]));
  const causes = new Map<string, number>();
  for (const row of rows) {
    if (row.rules === null || row.rules === row.judge) continue;
    const cause = sameSide(row.rules, row.judge)
      ? row.rules > row.judge
        ? 'right by rules, less than full credit by the judge'
        : 'wrong by rules, less than half by the judge'
      : (known.get(placeOf(row))?.reason ?? 'not read');
    causes.set(cause, (causes.get(cause) ?? 0) + (row.rules - row.judge) / rows.length);
  }
  return {
    model,
    rules: mean(({ rules }) => rules ?? 0),
    cascade: mean(({ rules, judge }) => rules ?? judge),
    judge: mean(({ judge }) => judge),
    causes,
  };
}

/** Pairs of responses of one hash, and those among them on which the judge says two things. */
export function contradictions(rows: readonly Row[]): {
  readonly pairs: number;
  readonly contradicted: number;
} {
  const groups = new Map<string, Row[]>();
  for (const row of rows.filter(({ format }) => format === 'free-form')) {
    const name = `${row.model} ${row.hash}`;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  let pairs = 0;
  let contradicted = 0;
  for (const group of groups.values()) {
    for (const [index, first] of group.entries()) {
      for (const second of group.slice(index + 1)) {
        pairs += 1;
        if (!sameSide(first.judge, second.judge)) contradicted += 1;
      }
    }
  }
  return { pairs, contradicted };
}
