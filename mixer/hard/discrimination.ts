import { drawStratified } from '../sampling/draw.js';
import { hardChances, hardTilt, possibleOf } from './acceptance.js';
import type { HardMethod } from './method.js';

/** The default: items that are hard and tell subjects apart, in the topics of the traffic (DESIGN, Hard). */
export const discrimination: HardMethod = {
  name: 'discrimination',
  possible: (input) => possibleOf(hardChances(input, 1).target),
  draw(input, places, random) {
    const { target, pi } = hardChances(input, places);
    return {
      target,
      pi,
      tilt: hardTilt(target, input.mass, places, input.batchMatched),
      drawn: drawStratified({ ...input, pi }, random),
    };
  },
};
