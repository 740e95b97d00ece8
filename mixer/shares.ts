/** Shares by key; they sum to 1, or to 0 where there is nothing. */
export type Shares = ReadonlyMap<string | number, number>;

/** The share of each key in the sum of the amounts. */
function sharesOf(keys: Iterable<string | number>, amounts: Float64Array): Shares {
  const sums = new Map<string | number, number>();
  let total = 0;
  let at = 0;
  for (const key of keys) {
    const amount = amounts[at++] ?? 0;
    if (amount === 0) continue;
    sums.set(key, (sums.get(key) ?? 0) + amount);
    total += amount;
  }
  return new Map([...sums].map(([key, sum]) => [key, sum / total]));
}

/** The share of each topic cluster in the amounts. */
export function clusterShares(clusters: Int32Array, amounts: Float64Array): Shares {
  return sharesOf(clusters, amounts);
}

/** The share of each benchmark in the amounts, by name, largest first. */
export function benchmarkShares(names: readonly string[], amounts: Float64Array): Record<string, number> {
  const shares = [...sharesOf(names, amounts)].map(([name, share]) => ({ name: String(name), share }));
  shares.sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
  return Object.fromEntries(shares.map(({ name, share }) => [name, share]));
}

/** Total variation distance: half the sum of the differences of shares, from 0 to 1. */
export function totalVariation(a: Shares, b: Shares): number {
  let sum = 0;
  for (const [key, share] of a) sum += Math.abs(share - (b.get(key) ?? 0));
  for (const [key, share] of b) if (!a.has(key)) sum += share;
  return sum / 2;
}
