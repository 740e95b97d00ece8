/** What subjects are known to have answered to one item. */
export interface KnownAnswers {
  /** Sum of their scores: with scores of 0 and 1, how many were right. */
  readonly right: number;
  readonly subjects: number;
}

/**
 * The size that an item's inclusion probability goes by: z = m^0.75 sqrt(p (1 - p)), p = (right + 1) / (subjects + 2)
 * (DESIGN, Sampling 2). The root is the standard deviation of an answer, which the best probabilities for a weighted
 * mean grow with (Särndal, Swensson and Wretman 1992, section 3.6.3); the exponent below 1 gives rare items a part.
 * An item nobody has answered has p = 1/2; where that is so of all, the root is one constant and drops out.
 *
 * @param mass share of the matched queries, 0 to 1
 */
export function itemSize(mass: number, { right, subjects }: KnownAnswers): number {
  const p = (right + 1) / (subjects + 2);
  return mass ** 0.75 * Math.sqrt(p * (1 - p));
}
