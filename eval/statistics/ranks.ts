/** Where a model stands among others. */
export interface Rank {
  /** 1 and the number of models that are shown to be better, in order of score: models that are not told apart share it. */
  readonly rank: number;
  /** From the best to the worst rank that the differences shown allow. */
  readonly interval: readonly [number, number];
  /** Whether nothing shows that the model above is better. */
  readonly tiesWithAbove: boolean;
}

/**
 * Ranks with ties: a difference counts only where it is shown.
 *
 * @param count of models, in falling order of score
 * @param isBetter whether the model at the first place is shown to be better than the one at the second
 * @returns in the same order; ranks never fall
 */
export function ranksOf(count: number, isBetter: (first: number, second: number) => boolean): Rank[] {
  const places = Array.from({ length: count }, (_, place) => place);
  let lowest = 1;
  return places.map((place) => {
    const better = places.filter((other) => isBetter(other, place)).length;
    const worse = places.filter((other) => isBetter(place, other)).length;
    lowest = Math.max(lowest, 1 + better);
    return {
      rank: lowest,
      interval: [1 + better, count - worse],
      tiesWithAbove: place > 0 && !isBetter(place - 1, place),
    };
  });
}
