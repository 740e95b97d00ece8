import { shuffled } from '../../../src/core/random.js';
import type { Way } from '../way.js';

/** Items at random, whatever users ask. */
export const uniform: Way = {
  name: 'uniform',
  description: 'items of the pool at random',
  draw(population, { places, random }) {
    const rows = shuffled([...population.ids.keys()], random).slice(0, places);
    return { rows, weights: rows.map(() => 1), places: rows.map(() => 1) };
  },
};
