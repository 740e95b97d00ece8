import type { ItemHead } from '../../src/core/schemas/release-item.js';
import { type Observation, type Part, partOf, type Sample } from './sample.js';

/** With fewer items nothing is said of a topic. */
export const fewestTopicItems = 20;

/** A topic cluster of a release: both splits' items in it. */
export interface Topic<I extends ItemHead = ItemHead> {
  /** The cluster's number in this release. */
  readonly topic: number;
  /** Distinct items. */
  readonly n: number;
  /** Its heaviest item, which stands for it: clusters have no names. */
  readonly heaviest: I;
}

/** The topics of a sample, by number; none where all is one cluster, as in an imported release. */
export function topicsOf<I extends ItemHead>({ observations }: Sample<I>): Topic<I>[] {
  const topics = new Map<number, { n: number; heaviest: Observation<I> }>();
  observations.forEach((observation) => {
    const { cluster, weight } = observation;
    const known = topics.get(cluster);
    if (!known) {
      topics.set(cluster, { n: 1, heaviest: observation });
      return;
    }
    known.n += 1;
    if (weight > known.heaviest.weight) known.heaviest = observation;
  });
  if (topics.size < 2) return [];
  return [...topics]
    .sort(([a], [b]) => a - b)
    .map(([topic, { n, heaviest }]) => ({ topic, n, heaviest: heaviest.item }));
}

/** Which observations of a sample are in a topic. */
export function inTopic(sample: Sample, topic: number): Part {
  return partOf(sample, ({ cluster }) => cluster === topic);
}
