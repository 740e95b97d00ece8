/**
 * The mean of each source, drawn towards the grand mean as if a number of its items were among the source's own: so a
 * source with few items keeps near to all others, and one with none has their mean.
 *
 * @param values one for each item; NaN where it is not known
 * @param sources the benchmark of each item
 * @param grandMeanItems how many items the grand mean counts for
 */
export function sourceMeans(
  values: Float64Array,
  sources: readonly string[],
  grandMeanItems: number,
): (source: string) => number {
  const sums = new Map<string, { readonly sum: number; readonly count: number }>();
  let total = 0;
  let known = 0;
  values.forEach((value, at) => {
    if (Number.isNaN(value)) return;
    const source = sources[at] ?? '';
    const before = sums.get(source) ?? { sum: 0, count: 0 };
    sums.set(source, { sum: before.sum + value, count: before.count + 1 });
    total += value;
    known += 1;
  });
  const grandMean = known === 0 ? 0 : total / known;
  return (source) => {
    const own = sums.get(source) ?? { sum: 0, count: 0 };
    return (own.sum + grandMeanItems * grandMean) / (own.count + grandMeanItems);
  };
}
