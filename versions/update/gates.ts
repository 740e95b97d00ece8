import { MixevalError } from '../../src/core/errors.js';
import type { BuiltManifest } from '../manifest.js';
import { summaries } from '../splits.js';

/** What a release must hold to be published; shares from 0 to 1. */
export interface Gates {
  /** Most of a split's items that may stand in the release before. */
  readonly maxOverlap: number;
  /** Largest distance of a split's topics from the traffic's (total variation). */
  readonly maxTopicDistance: number;
  /** Least part of the traffic that must be near enough to an item. */
  readonly minMatchedShare: number;
  /** Most of a split's weight that one benchmark may hold. */
  readonly maxBenchmarkShare: number;
}

/** Hard to miss by chance, and a sign of trouble where missed. A benchmark may hold a whole split: pools of one are common. */
export const defaultGates: Gates = {
  maxOverlap: 0.9,
  maxTopicDistance: 0.1,
  minMatchedShare: 0.3,
  maxBenchmarkShare: 1,
};

/** A gate that a release does not pass. */
export interface FailedGate {
  readonly gate: keyof Gates;
  readonly limit: number;
  readonly value: number;
  /** Of what: a split, or a benchmark in it. */
  readonly where: string;
}

/** A release before its files are written. */
type Head = Omit<BuiltManifest, 'files'>;

/**
 * Every gate that a release does not pass.
 *
 * @param before the release before, whose overlap counts; undefined for the first
 */
export function failedGates(head: Head, gates: Gates, before: string | undefined): FailedGate[] {
  const failed: FailedGate[] = [];
  const atMost = (gate: keyof Gates, value: number, where: string): void => {
    if (value > gates[gate]) failed.push({ gate, limit: gates[gate], value, where });
  };
  if (head.matchedShare < gates.minMatchedShare) {
    failed.push({
      gate: 'minMatchedShare',
      limit: gates.minMatchedShare,
      value: head.matchedShare,
      where: 'traffic',
    });
  }
  for (const { benchmark, format, sources } of summaries(head)) {
    const split = `${benchmark} ${format}`;
    const overlap = before === undefined ? null : head.overlap[before]?.[benchmark]?.[format];
    atMost('maxOverlap', overlap ?? 0, split);
    const distances =
      benchmark === 'mixeval' ? head.topicDistance : head.hard.built && head.hard.topicDistance;
    if (distances) atMost('maxTopicDistance', distances[format], split);
    for (const { name, weightShare } of sources) {
      atMost('maxBenchmarkShare', weightShare, `${name} in ${split}`);
    }
  }
  return failed;
}

const words: Readonly<Record<keyof Gates, string>> = {
  maxOverlap: 'items of the release before',
  maxTopicDistance: "distance of topics from the traffic's",
  minMatchedShare: 'part of the traffic that an item is near enough to',
  maxBenchmarkShare: "share of the split's weight",
};

/** @throws MixevalError `threshold` naming every gate that is not passed */
export function checkGates(head: Head, gates: Gates, before: string | undefined): void {
  const failed = failedGates(head, gates, before);
  if (failed.length === 0) return;
  const found = failed.map(
    ({ gate, limit, value, where }) => `${gate} ${limit}: ${words[gate]} is ${value.toFixed(3)} (${where})`,
  );
  throw new MixevalError('threshold', `Release "${head.version}" is not published: ${found.join('; ')}.`, {
    next: 'Mend what is behind it (more queries, more benchmarks), or change that line under update.gates in the config.',
    details: { version: head.version, gates: failed },
  });
}
