import { type MatchedDifference, matchedDifference } from './matched-difference.js';

/** Whether an item is old, and what it is matched by. */
export interface ComparedItem {
  readonly isOld: boolean;
  readonly stratum: string;
  /** Chance of getting it right without knowing it, 0 to 1. */
  readonly guessing: number;
}

/** How much better one model is on old items. */
export interface Gap {
  readonly own: MatchedDifference | undefined;
  /** Of its scores less the other models'. */
  readonly others: MatchedDifference | undefined;
}

/** Most steps of how many models got an item right, and steps for each model where there are fewer. */
const mostRightLevels = 20;
const levelsOfOne = 2;

/**
 * How much better each model is on old items of its strata, by itself and against the other models. Against those, items are
 * matched by how many models got them right as well: how hard an item is then says nothing of which models those are (exactly
 * so in the model of Rasch 1960). New items may be harder, which costs weak models more than strong ones. Where an item can be
 * guessed, models that know little count for less (Birnbaum 1968): right answers to hard items are theirs by chance.
 *
 * @param scores 0 to 1, one list a model, one score an item
 * @param compared places of the models that are held against one another
 */
export function gapsOf(
  items: readonly ComparedItem[],
  scores: readonly (readonly number[])[],
  compared: readonly number[],
): { readonly gaps: readonly Gap[]; readonly right: readonly number[] } {
  const right = rightLevels(
    items,
    compared.map((model) => scores[model] ?? []),
  );
  const gaps = scores.map((own, model): Gap => {
    const values = aboveOthers(scores, model, compared);
    return {
      own: matchedDifference(items.map((item, at) => ({ ...item, value: own[at] ?? 0 }))),
      others:
        compared.length < 2 || !compared.includes(model)
          ? undefined
          : matchedDifference(
              items.map((item, at) => ({ ...item, value: values[at] ?? 0, level: right[at] ?? 0 })),
              2,
            ),
    };
  });
  return { gaps, right };
}

/** How many of the models got each item right, in at most so many steps as are told apart. */
function rightLevels(items: readonly ComparedItem[], scores: readonly (readonly number[])[]): number[] {
  const scale = Math.min(levelsOfOne, mostRightLevels / scores.length);
  const known = scores.map((own) => knownShare(items, own));
  return items.map(({ guessing }, at) => {
    const weights = known.map((share) => (guessing === 0 ? 1 : share / (guessing + (1 - guessing) * share)));
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const right = weights.reduce((sum, weight, model) => sum + weight * (scores[model]?.[at] ?? 0), 0);
    return all === 0 ? 0 : Math.round((scale * scores.length * right) / all);
  });
}

/** Share of the items that a model knows: what it is right in beyond what guessing gives. */
function knownShare(items: readonly ComparedItem[], own: readonly number[]): number {
  const beyond = items.map(({ guessing }, at) => ((own[at] ?? 0) - guessing) / (1 - guessing));
  return Math.max(0, beyond.reduce((sum, one) => sum + one, 0) / items.length);
}

/** A model's scores less the mean of the others', item by item. */
function aboveOthers(
  scores: readonly (readonly number[])[],
  model: number,
  compared: readonly number[],
): number[] {
  const others = compared.flatMap((other) => (other === model ? [] : [scores[other] ?? []]));
  return (scores[model] ?? []).map(
    (score, at) => score - others.reduce((sum, other) => sum + (other[at] ?? 0), 0) / others.length,
  );
}
