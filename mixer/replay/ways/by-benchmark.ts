import { addTo } from '../../../src/core/groups.js';
import { shuffled } from '../../../src/core/random.js';
import { shareOut } from '../../../src/core/share-out.js';
import { systematicRounding } from '../../sampling/rounding.js';
import type { Way } from '../way.js';

/**
 * The traffic decides how much of each benchmark, and chance which of its items. A benchmark smaller than its share is
 * taken whole, and its items weigh more.
 */
export const byBenchmark: Way = {
  name: 'by-benchmark',
  description: "benchmarks by their shares of the traffic, a benchmark's items at random",
  draw(population, { places, random }) {
    const members = new Map<string, number[]>();
    const traffic = new Map<string, number>();
    population.benchmarks.forEach((name, row) => {
      addTo(members, name, row);
      traffic.set(name, (traffic.get(name) ?? 0) + (population.counts[row] ?? 0));
    });
    const asked = [...members].filter(([name]) => (traffic.get(name) ?? 0) > 0);
    const shares = Float64Array.from(asked, ([name]) => traffic.get(name) ?? 0);
    const sizes = Float64Array.from(asked, ([, rows]) => rows.length);
    const possible = sizes.reduce((sum, size) => sum + size, 0);
    const expected = shareOut(shares, sizes, Math.min(places, possible));
    const rounded = systematicRounding([...expected], random());
    const drawn = asked.flatMap(([, rows], at) => {
      const size = Math.min(rows.length, rounded[at] ?? 0);
      const weight = (shares[at] ?? 0) / Math.max(1, size);
      return shuffled(rows, random)
        .slice(0, size)
        .map((row) => ({ row, weight }));
    });
    return {
      rows: drawn.map(({ row }) => row),
      weights: drawn.map(({ weight }) => weight),
      places: drawn.map(() => 1),
    };
  },
};
