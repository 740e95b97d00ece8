import { hardChances } from '../../mixer/hard/acceptance.js';
import { hardMethods } from '../../mixer/hard/index.js';
import type { HardInput } from '../../mixer/hard/method.js';
import type { HardDraw } from '../../mixer/hard/separation.js';
import { drawTraffic } from '../../mixer/replay/traffic.js';
import { drawStratified } from '../../mixer/sampling/draw.js';
import { itemSize } from '../../mixer/sampling/sizes.js';
import { inclusionProbabilities } from '../../src/core/inclusion.js';
import type { Random } from '../../src/core/random.js';

/** Everything by item: what a Hard split is made from, and how many of the design's subjects were right. */
export interface HardWorld extends HardInput {
  readonly answers: readonly { readonly right: number; readonly subjects: number }[];
}

/** A split as it was drawn: its items, and what each counts for in its mean. */
export interface DrawnSplit {
  readonly items: readonly number[];
  readonly weights: readonly number[];
}

/** A way of making a Hard split. */
export interface HardWay {
  readonly name: 'none' | 'paper' | 'paper-once' | 'ours';
  draw(world: HardWorld, places: number, random: Random): DrawnSplit;
  /** What one draw's chances are, for `separatedShare`. */
  chances(world: HardWorld, places: number): HardDraw;
}

const tilted = ({ mass, difficulty, lambda }: HardWorld): Float64Array => {
  const weights = mass.map((m, item) => m * Math.exp(lambda * (difficulty[item] ?? 0)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
};

const none: HardWay = {
  name: 'none',
  draw(world, places, random) {
    const { pi } = this.chances(world, places);
    const items = drawStratified({ ...world, pi }, random).map(({ candidate }) => candidate);
    return { items, weights: items.map((item) => (world.mass[item] ?? 0) / (pi[item] ?? 1)) };
  },
  chances({ mass, answers }, places) {
    const sizes = mass.map((m, item) => itemSize(m, answers[item] ?? { right: 0, subjects: 0 }));
    return { target: mass, pi: inclusionProbabilities(sizes, places) };
  },
};

/**
 * The paper's, as its published Hard shows it (500 rows of it are 200 different items): as many queries as places, in
 * proportion to exp(lambda d) of their items, an item repeated for each.
 */
const paper: HardWay = {
  name: 'paper',
  draw(world, places, random) {
    const copies = drawTraffic(tilted(world), places, random);
    const items = [...copies.keys()].filter((item) => (copies[item] ?? 0) > 0);
    return { items, weights: items.map((item) => copies[item] ?? 0) };
  },
  // An item gets c of the places: E (c / places)² = q² + q (1 - q) / places,
  // which is q² / pi with this pi, but for q² / places.
  chances(world, places) {
    const target = tilted(world);
    return { target, pi: target.map((q) => (places * q) / (1 + places * q)) };
  },
};

/** The same without copies: every item at most once, and all weights the same. */
const paperOnce: HardWay = {
  name: 'paper-once',
  draw(world, places, random) {
    const { pi } = this.chances(world, places);
    const items = drawStratified({ ...world, pi }, random).map(({ candidate }) => candidate);
    return { items, weights: items.map(() => 1) };
  },
  chances(world, places) {
    const pi = inclusionProbabilities(tilted(world), places);
    return { target: pi.map((p) => p / places), pi };
  },
};

const discrimination = hardMethods.get('discrimination');

const ours: HardWay = {
  name: 'ours',
  draw(world, places, random) {
    const { target, pi, drawn } = discrimination.draw(
      world,
      Math.min(places, discrimination.possible(world)),
      random,
    );
    const items = drawn.map(({ candidate }) => candidate);
    return { items, weights: items.map((item) => (target[item] ?? 0) / (pi[item] ?? 1)) };
  },
  chances: hardChances,
};

export const hardWays: readonly HardWay[] = [none, paper, paperOnce, ours];
