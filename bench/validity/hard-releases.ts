import type { DrawnSplit } from './hard-ways.js';

/**
 * The share of pairs of models whose expected difference over the releases, in the direction of their order, is more than
 * 1.96 of its standard deviations over them.
 *
 * @param scores by item and model, the models from strong to weak
 * @returns of all pairs, and of those among the stronger half
 */
export function separatedOverReleases(
  releases: readonly DrawnSplit[],
  scores: readonly Float64Array[],
): { readonly all: number; readonly strong: number } {
  const models = scores[0]?.length ?? 0;
  const ofReleases = releases.map(({ items, weights }) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const sums = new Float64Array(models);
    items.forEach((item, place) => {
      const share = (weights[place] ?? 0) / total;
      for (let model = 0; model < models; model += 1) {
        sums[model] = (sums[model] ?? 0) + share * (scores[item]?.[model] ?? 0);
      }
    });
    return sums;
  });
  const apart = (stronger: number, weaker: number): boolean => {
    const differences = ofReleases.map((release) => (release[stronger] ?? 0) - (release[weaker] ?? 0));
    const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
    const variance =
      differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (differences.length - 1);
    return mean > 1.96 * Math.sqrt(variance);
  };
  const share = (count: number): number => {
    let [found, pairs] = [0, 0];
    for (let stronger = 0; stronger < count; stronger += 1) {
      for (let weaker = stronger + 1; weaker < count; weaker += 1) {
        pairs += 1;
        if (apart(stronger, weaker)) found += 1;
      }
    }
    return pairs === 0 ? 0 : found / pairs;
  };
  return { all: share(models), strong: share(Math.ceil(models / 2)) };
}
