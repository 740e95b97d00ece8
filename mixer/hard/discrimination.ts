import { drawStratified } from '../sampling/draw.js';
import { hardChances, possibleOf } from './acceptance.js';
import type { HardMethod } from './method.js';

/** The default: items that are hard and tell subjects apart, in the topics of the traffic (DESIGN, Hard). */
export const discrimination: HardMethod = {
  name: 'discrimination',
  possible: (input) => possibleOf(hardChances(input, 0).target),
  draw(input, places, random) {
    const { target, pi } = hardChances(input, places);
    return { target, pi, drawn: drawStratified({ ...input, pi }, random) };
  },
};
