import { normalPlan } from '../../plan.js';
import { drawTraffic } from '../traffic.js';
import type { Way } from '../way.js';

/** What `build` does: each item once, weighted (DESIGN, Sampling). */
export const ours: Way = {
  name: 'ours',
  description: 'each item once, drawn by Pareto sampling and weighted',
  draw(population, { places, queries, random, uniforms, answers }) {
    const counts = drawTraffic(population.counts, queries, random);
    const rows = [...counts.keys()].filter((row) => (counts[row] ?? 0) > 0);
    const candidates = {
      format: population.format,
      rows,
      mass: Float64Array.from(rows, (row) => (counts[row] ?? 0) / queries),
      clusters: Int32Array.from(rows, (row) => population.clusters[row] ?? 0),
      uniforms: Float64Array.from(rows, (row) => uniforms[row] ?? 0),
      batchMatched: queries,
    };
    // A small batch may fall on fewer items than there are places.
    const plan = normalPlan(candidates, population, answers, Math.min(places, rows.length));
    const { pi, target, drawn } = plan.draw(random);
    const probabilities = drawn.map(({ candidate }) => pi[candidate] ?? 1);
    return {
      rows: drawn.map(({ candidate }) => rows[candidate] ?? 0),
      weights: drawn.map(
        ({ candidate }, at) => (queries * (target[candidate] ?? 0)) / (probabilities[at] ?? 1),
      ),
      places: drawn.map(() => 1),
      design: { pi: probabilities, strata: drawn.map(({ stratum }) => stratum), batch: counts },
    };
  },
};
