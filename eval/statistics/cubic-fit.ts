/** The weighted cubic fit of scores on difficulty. */

/** b0 + b1 d + b2 d² + b3 d³. */
export type CubicFit = readonly [number, number, number, number];

/** A cubic's value at d. */
export function cubicAt([b0, b1, b2, b3]: CubicFit, d: number): number {
  return b0 + d * (b1 + d * (b2 + d * b3));
}

/**
 * Weighted least squares of y on 1, d, d², d³, by the normal equations.
 *
 * @param d 0 to 1, with y and weights of the same length
 * @returns null where d has too few different values to settle a cubic
 */
export function fitCubic(
  d: readonly number[],
  y: readonly number[],
  weights: readonly number[],
): CubicFit | null {
  if (new Set(d).size < 4) return null;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const rows = Array.from({ length: 4 }, () => [0, 0, 0, 0, 0]);
  d.forEach((x, index) => {
    const weight = (weights[index] ?? 0) / total;
    const powers = [1, x, x * x, x * x * x, y[index] ?? 0];
    rows.forEach((row, i) => {
      powers.forEach((power, j) => {
        row[j] = (row[j] ?? 0) + weight * (powers[i] ?? 0) * power;
      });
    });
  });
  return solve(rows);
}

/** Gaussian elimination with partial pivoting of four equations, the right side in the fifth column. */
function solve(rows: number[][]): CubicFit | null {
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let column = 0; column < 4; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < 4; row += 1) {
      if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row;
    }
    if (Math.abs(at(pivot, column)) < 1e-12) return null;
    const [held] = rows.splice(pivot, 1);
    if (held) rows.splice(column, 0, held);
    for (let row = 0; row < 4; row += 1) {
      if (row === column) continue;
      const factor = at(row, column) / at(column, column);
      rows[row] = (rows[row] ?? []).map((value, index) => value - factor * at(column, index));
    }
  }
  return [at(0, 4) / at(0, 0), at(1, 4) / at(1, 1), at(2, 4) / at(2, 2), at(3, 4) / at(3, 3)];
}
