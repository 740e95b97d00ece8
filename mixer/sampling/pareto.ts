/**
 * Pareto sampling without replacement (Rosén 1997, "On sampling with probability proportional to size", J. Statist.
 * Plann. Inference 62): the `size` units with the smallest u (1 - p) / ((1 - u) p). The inclusion probabilities are p
 * but for an error that falls with the number drawn.
 *
 * @param probabilities p of each unit, 0 to 1; they sum to `size`
 * @param uniforms u of each unit, on [0, 1), permanent or not
 * @returns the places of the units drawn, ascending
 */
export function paretoSample(probabilities: Float64Array, uniforms: Float64Array, size: number): number[] {
  const rank = probabilities.map((p, unit) => {
    const u = uniforms[unit] ?? 0;
    if (p <= 0) return Number.POSITIVE_INFINITY;
    return (u * (1 - p)) / ((1 - u) * p);
  });
  return [...rank.keys()]
    .sort((a, b) => {
      const first = rank[a] ?? 0;
      const second = rank[b] ?? 0;
      return first < second ? -1 : first > second ? 1 : a - b;
    })
    .slice(0, size)
    .sort((a, b) => a - b);
}
