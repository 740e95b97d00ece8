/**
 * Kendall's tau-b (Kendall 1945): how far two rankings agree, -1 to 1, ties counted as such; NaN where one of them is a
 * single tie.
 */
export function kendallTau(a: readonly number[], b: readonly number[]): number {
  let [concordant, untiedA, untiedB] = [0, 0, 0];
  a.forEach((first, at) => {
    for (let other = at + 1; other < a.length; other += 1) {
      const signA = Math.sign(first - (a[other] ?? 0));
      const signB = Math.sign((b[at] ?? 0) - (b[other] ?? 0));
      concordant += signA * signB;
      untiedA += Math.abs(signA);
      untiedB += Math.abs(signB);
    }
  });
  return concordant / Math.sqrt(untiedA * untiedB);
}
