import type { ReleaseItem } from '../../src/core/schemas/release-item.js';
import { pairedDifference } from '../statistics/paired-difference.js';
import type { Sample } from '../statistics/sample.js';
import { fewestTopicItems, inTopic, type Topic, topicsOf } from '../statistics/topics.js';

/** How far apart two models are on one topic. */
export interface TopicDifference extends Pick<Topic, 'topic' | 'n'> {
  /** The question of its heaviest item. */
  readonly example: string;
  /** Score of a minus score of b. */
  readonly difference: number;
  /** 95 %, not adjusted for the number of topics. */
  readonly interval: [number, number];
}

/** The topics of 20 items or more, those first on which a is worst against b. */
export function topicDifferences(
  sample: Sample<ReleaseItem>,
  a: readonly number[],
  b: readonly number[],
): TopicDifference[] {
  return topicsOf(sample)
    .filter(({ n }) => n >= fewestTopicItems)
    .map(({ topic, n, heaviest }) => {
      const { difference, interval } = pairedDifference(sample, a, b, { counted: inTopic(sample, topic) });
      return { topic, n, example: heaviest.prompt, difference, interval };
    })
    .sort((first, second) => first.difference - second.difference);
}
