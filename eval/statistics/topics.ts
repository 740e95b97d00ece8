import type { Sample } from './sample.js';

/** With fewer items nothing is said of a topic. */
export const fewestTopicItems = 20;

/** A topic cluster of a release: both splits' items in it. */
export interface Topic {
  /** The cluster's number in this release. */
  readonly topic: number;
  /** Distinct items. */
  readonly n: number;
  /** The question of its heaviest item: clusters have no names. */
  readonly example: string;
}

/** The topics of a sample, by number; none where all is one cluster, as in an imported release. */
export function topicsOf({ observations }: Sample): Topic[] {
  const topics = new Map<number, { n: number; heaviest: number; example: string }>();
  for (const { item, weight } of observations) {
    const known = topics.get(item.cluster) ?? { n: 0, heaviest: 0, example: '' };
    const isHeaviest = weight > known.heaviest;
    topics.set(item.cluster, {
      n: known.n + 1,
      heaviest: isHeaviest ? weight : known.heaviest,
      example: isHeaviest ? item.prompt : known.example,
    });
  }
  if (topics.size < 2) return [];
  return [...topics].sort(([a], [b]) => a - b).map(([topic, { n, example }]) => ({ topic, n, example }));
}

/** Which observations of a sample are in a topic. */
export function inTopic({ observations }: Sample, topic: number): boolean[] {
  return observations.map(({ item }) => item.cluster === topic);
}
