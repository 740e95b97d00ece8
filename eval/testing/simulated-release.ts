import { type Random, randomInteger, seededRandom, shuffled } from '../../src/core/random.js';
import type { Format } from '../../src/core/schemas/item.js';
import type { ReleaseItem, Split, SplitView } from '../../src/core/schemas/release-item.js';
import { limitedSplit } from '../statistics/limited-split.js';
import { emptySplit, freeFormItem } from '../statistics/sample.fixture.js';
import { type Sample, sampleOf } from '../statistics/sample.js';

/** A pool with the traffic over it, and what two models get on it. */
export interface SimulatedWorld {
  /** Share of the traffic, by item. */
  readonly mass: readonly number[];
  /** 0 (easy) to 1, by item. */
  readonly difficulty: readonly number[];
  readonly cluster: readonly number[];
  /** Scores of the first model, 0 or 1, by item; b of a second one that is a little weaker. */
  readonly a: readonly number[];
  readonly b: readonly number[];
}

export interface WorldOptions {
  readonly items: number;
  /** How well the models do: a model is right with a chance that falls with difficulty from about this. */
  readonly ability: number;
  /** How uneven the traffic is: an item's mass is u^-tail, u uniform. */
  readonly tail?: number;
  readonly clusters?: number;
}

/** The same label and options give the same world. */
export function simulatedWorld(
  label: string,
  { items, ability, tail = 0.7, clusters = 8 }: WorldOptions,
): SimulatedWorld {
  const random = seededRandom(1, label);
  const raw = Array.from({ length: items }, () => (1 - random()) ** -tail);
  const total = raw.reduce((sum, m) => sum + m, 0);
  const difficulty = raw.map(() => random());
  const right = (d: number): number => Number(random() < 1 / (1 + Math.exp(4 * (d - ability))));
  return {
    mass: raw.map((m) => m / total),
    difficulty,
    cluster: raw.map(() => randomInteger(random, clusters)),
    a: difficulty.map(right),
    b: difficulty.map((d) => right(d + 0.1)),
  };
}

/** How a release is drawn from a world. */
export interface ReleaseOptions {
  readonly places: number;
  /** Queries of the batch. */
  readonly batch: number;
  /** Hard: its target grows with difficulty, within the topics' shares of the traffic. */
  readonly hard?: boolean;
  /** A run asks only so many items of the release. */
  readonly limit?: number;
}

/** A release with the places that its items have in the world. */
export interface SimulatedRelease {
  readonly sample: Sample;
  readonly splits: Readonly<Record<Format, SplitView>>;
  readonly places: readonly number[];
}

/** Draws a batch from the traffic and a release from the batch, as DESIGN's "Sampling" and "Hard" say. */
export function drawRelease(
  world: SimulatedWorld,
  random: Random,
  { places, batch, hard = false, limit }: ReleaseOptions,
): SimulatedRelease {
  const seen = drawBatch(world, batch, random);
  const target = hard ? hardTarget(world, seen, places) : seen;
  const sizes = hard
    ? target
    : target.map((m, item) => {
        const p = 0.2 + 0.6 * (1 - (world.difficulty[item] ?? 0));
        return m ** 0.75 * Math.sqrt(p * (1 - p));
      });
  const pi = inclusion(sizes, places);
  const drawn = shuffled(drawPareto(pi, world.cluster, random), random);
  const items: ReleaseItem[] = drawn.map((item) => {
    const q = target[item] ?? 0;
    const probability = pi[item] ?? 1;
    return freeFormItem(item, {
      weight: (batch * q) / probability,
      pi: probability,
      tilt: hard ? q * loss(seen[item] ?? 0, places, batch) : 1,
      cluster: world.cluster[item] ?? 0,
      difficulty: world.difficulty[item] ?? 0,
    });
  });
  const moment = (power: number): number =>
    target.reduce((sum, m, item) => sum + m * (world.difficulty[item] ?? 0) ** power, 0);
  const auxiliaryTotals = { d: moment(1), d2: moment(2), d3: moment(3) };
  return asked({ design: 'pareto', batchMatched: batch, auxiliaryTotals, items }, limit);
}

/** The part of a release that a run with this limit asks. */
function asked(split: Split, limit: number | undefined): SimulatedRelease {
  const part = limitedSplit(split, limit ?? null);
  const splits = { 'free-form': part, 'multiple-choice': emptySplit };
  return { sample: sampleOf(splits), splits, places: part.items.map(({ id }) => Number.parseInt(id, 16)) };
}

/** Draws an imported release: so many rows, each an independent draw from the traffic; a run may ask only a part of it. */
export function drawImport(
  world: SimulatedWorld,
  random: Random,
  rows: number,
  limit?: number,
): SimulatedRelease {
  const seen = drawBatch(world, rows, random);
  const found = seen.flatMap((share, item) => (share > 0 ? [item] : []));
  // The order matters to a part of it alone.
  const items = (limit === undefined ? found : shuffled(found, random)).map((item) =>
    freeFormItem(item, { weight: Math.round((seen[item] ?? 0) * rows), pi: null }),
  );
  return asked({ design: 'draws', batchMatched: rows, auxiliaryTotals: null, items }, limit);
}

/** The mean over the traffic that a release estimates: over Hard's target of so many places where that is asked for. */
export function trueMean(world: SimulatedWorld, values: readonly number[], hardPlaces = 0): number {
  const target = hardPlaces > 0 ? hardTarget(world, world.mass, hardPlaces) : world.mass;
  return target.reduce((sum, m, item) => sum + m * (values[item] ?? 0), 0);
}

/** Shares of the batch that match each item: mass as a release sees it. */
function drawBatch({ mass }: SimulatedWorld, batch: number, random: Random): number[] {
  const counts = new Array<number>(mass.length).fill(0);
  let left = batch;
  let massLeft = 1;
  // Item by item: how many of the queries that are left match it, given that they match none before.
  mass.forEach((m, item) => {
    const count = left === 0 ? 0 : drawBinomial(left, Math.min(1, m / massLeft), random);
    counts[item] = count;
    left -= count;
    massLeft = Math.max(1e-12, massLeft - m);
  });
  return counts.map((count) => count / batch);
}

/** By waiting times (Devroye 1986, section X.4.2), which takes n p steps; chances are small here. */
function drawBinomial(n: number, p: number, random: Random): number {
  if (p >= 1) return n;
  if (p > 0.5) return n - drawBinomial(n, 1 - p, random);
  const scale = Math.log1p(-p);
  let successes = -1;
  for (let trials = 0; trials <= n; successes += 1) trials += 1 + Math.floor(Math.log(1 - random()) / scale);
  return successes;
}

/** pi = min(1, c z) with sum `places`; z 0 gives 0. */
function inclusion(z: readonly number[], places: number): number[] {
  let certain = new Set<number>();
  for (;;) {
    const rest = z.reduce((sum, value, item) => (certain.has(item) ? sum : sum + value), 0);
    const c = (places - certain.size) / rest;
    const now = new Set(z.flatMap((value, item) => (certain.has(item) || c * value >= 1 ? [item] : [])));
    if (now.size === certain.size) return z.map((value, item) => (certain.has(item) ? 1 : c * value));
    certain = now;
  }
}

/** Pareto sampling within clusters (Rosén 1997); places by cluster are rounded systematically at random. */
function drawPareto(pi: readonly number[], cluster: readonly number[], random: Random): number[] {
  const taken = pi.flatMap((p, item) => (p >= 1 ? [item] : []));
  const free = new Map<number, { readonly p: number; readonly item: number }[]>();
  pi.forEach((p, item) => {
    if (p <= 0 || p >= 1) return;
    const h = cluster[item] ?? 0;
    const members = free.get(h);
    if (members) members.push({ p, item });
    else free.set(h, [{ p, item }]);
  });
  let before = random();
  for (const members of free.values()) {
    const after = before + members.reduce((sum, { p }) => sum + p, 0);
    const places = Math.floor(after) - Math.floor(before);
    before = after;
    const ranked = members
      .map(({ p, item }) => {
        const u = random();
        return { item, rank: (u * (1 - p)) / ((1 - u) * p) };
      })
      .sort((x, y) => x.rank - y.rank);
    taken.push(...ranked.slice(0, places).map(({ item }) => item));
  }
  return taken;
}

/** The part of an item's chance to be asked for in so many queries that goes with one of its own, as tilt has it. */
function loss(mass: number, places: number, batch: number): number {
  const asked = (m: number): number => 1 - (1 / Math.E) ** (places * m);
  return mass * (batch * (1 - asked(mass - 1 / batch) / asked(mass))) ** 2;
}

/** Hard's q: within each cluster, the chance to be asked for in so many queries times acceptance, with the cluster's share kept. */
function hardTarget(
  { difficulty, cluster }: SimulatedWorld,
  mass: readonly number[],
  places: number,
): number[] {
  const accepted = mass.map(
    (m, item) => -Math.expm1(-places * m) * Math.exp(3 * ((difficulty[item] ?? 0) - 0.5)),
  );
  const massOf = new Map<number, number>();
  const acceptedOf = new Map<number, number>();
  cluster.forEach((h, item) => {
    massOf.set(h, (massOf.get(h) ?? 0) + (mass[item] ?? 0));
    acceptedOf.set(h, (acceptedOf.get(h) ?? 0) + (accepted[item] ?? 0));
  });
  return accepted.map((value, item) => {
    const h = cluster[item] ?? 0;
    return value === 0 ? 0 : ((massOf.get(h) ?? 0) * value) / (acceptedOf.get(h) ?? 1);
  });
}
