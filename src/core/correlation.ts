import { mean } from './mean.js';

/** How far two lists of numbers go together, -1 to 1; NaN where one of them does not vary. */
export type Correlation = (x: readonly number[], y: readonly number[]) => number;

/** Pearson's product-moment correlation (Pearson 1895). */
export const pearson: Correlation = (x, y) => {
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  x.forEach((value, index) => {
    const fromX = value - meanX;
    const fromY = (y[index] ?? 0) - meanY;
    xx += fromX * fromX;
    yy += fromY * fromY;
    xy += fromX * fromY;
  });
  if (isConstant(x, xx) || isConstant(y, yy)) return Number.NaN;
  return Math.min(1, Math.max(-1, xy / Math.sqrt(xx * yy)));
};

/** Spearman's rank correlation (Spearman 1904): Pearson's of the ranks, equal values sharing their mean rank. */
export const spearman: Correlation = (x, y) => pearson(meanRanks(x), meanRanks(y));

/** Kendall's tau-b (Kendall 1945): concordant less discordant pairs, with ties taken out of the count of pairs. */
export const kendall: Correlation = (x, y) => {
  let [agreement, untiedX, untiedY] = [0, 0, 0];
  x.forEach((first, index) => {
    for (let other = index + 1; other < x.length; other += 1) {
      const inX = Math.sign(first - (x[other] ?? 0));
      const inY = Math.sign((y[index] ?? 0) - (y[other] ?? 0));
      agreement += inX * inY;
      untiedX += inX ** 2;
      untiedY += inY ** 2;
    }
  });
  return untiedX === 0 || untiedY === 0 ? Number.NaN : agreement / Math.sqrt(untiedX * untiedY);
};

/** Ranks from 1, the smallest first; equal values share the mean of their ranks. */
export function meanRanks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && order[end]?.value === order[start]?.value) end += 1;
    for (const { index } of order.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/** Equal values may differ by rounding, from each other and from their mean. */
function isConstant(values: readonly number[], squares: number): boolean {
  return squares <= 1e-24 * values.reduce((sum, value) => sum + value * value, 0);
}
