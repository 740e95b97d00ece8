import { drawTraffic } from '../traffic.js';
import type { Way } from '../way.js';

/** MixEval's own way (Ni et al. 2024, section 3.2): an item stands once for each query drawn that hits it. */
export const mixevalWay: Way = {
  name: 'mixeval',
  description: 'a place for each query drawn: items are repeated',
  draw(population, { places, random }) {
    const copies = drawTraffic(population.counts, places, random);
    const rows = [...copies.keys()].filter((row) => (copies[row] ?? 0) > 0);
    const weights = rows.map((row) => copies[row] ?? 0);
    return { rows, weights, places: weights };
  },
};
