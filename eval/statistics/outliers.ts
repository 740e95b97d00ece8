/** A point that lies off the line through all of them. */
export interface Outlier {
  /** Its place in the lists. */
  readonly place: number;
  /** Its distance from the line in standard deviations, above 0 where it lies higher. */
  readonly residual: number;
}

/**
 * Points whose internally studentised residual from the least-squares line of y on x is 2 or more: where errors are normal,
 * about one in twenty (Cook and Weisberg 1982, section 2.1).
 *
 * @returns the farthest first; none for fewer than four points, or where all lie on the line
 */
export function outliers(x: readonly number[], y: readonly number[]): Outlier[] {
  const n = x.length;
  if (n < 4) return [];
  const meanX = x.reduce((sum, value) => sum + value, 0) / n;
  const meanY = y.reduce((sum, value) => sum + value, 0) / n;
  const xx = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  const yy = y.reduce((sum, value) => sum + (value - meanY) ** 2, 0);
  const slope = x.reduce((sum, value, place) => sum + (value - meanX) * ((y[place] ?? 0) - meanY), 0) / xx;
  const offs = x.map((value, place) => (y[place] ?? 0) - meanY - slope * (value - meanX));
  const squares = offs.reduce((sum, off) => sum + off ** 2, 0);
  if (!(squares > 1e-15 * yy)) return [];
  const deviation = Math.sqrt(squares / (n - 2));
  return offs
    .map((off, place) => {
      const leverage = 1 / n + ((x[place] ?? 0) - meanX) ** 2 / xx;
      return { place, residual: off / (deviation * Math.sqrt(1 - leverage)) };
    })
    .filter(({ residual }) => Math.abs(residual) >= 2)
    .sort((a, b) => Math.abs(b.residual) - Math.abs(a.residual));
}
