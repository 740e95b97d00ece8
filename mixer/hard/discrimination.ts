import { inclusionProbabilities } from '../../src/core/inclusion.js';
import { drawStratified } from '../sampling/draw.js';
import { acceptance, hardTarget } from './acceptance.js';
import type { HardInput, HardMethod } from './method.js';

function targetOf({ mass, clusters, discrimination, difficulty, lambda }: HardInput): Float64Array {
  const accepted = discrimination.map((r, candidate) => acceptance(r, difficulty[candidate] ?? 0, lambda));
  return hardTarget(mass, accepted, clusters);
}

/** The default: items that are hard and tell subjects apart, in the topics of the traffic (DESIGN, Hard). */
export const discrimination: HardMethod = {
  name: 'discrimination',
  possible: (input) => targetOf(input).filter((q) => q > 0).length,
  draw(input, places, random) {
    const target = targetOf(input);
    const pi = inclusionProbabilities(target, places);
    return { target, pi, drawn: drawStratified({ ...input, pi }, random) };
  },
};
