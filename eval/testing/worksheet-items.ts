import { randomInteger, seededRandom, shuffled } from '../../src/core/random.js';
import { itemId } from '../../src/core/schemas/item.js';
import type { ReleaseItem } from '../../src/core/schemas/release-item.js';

const makers = [
  'The baker',
  'A sailor',
  'The old miller',
  'Our neighbour',
  'The librarian',
  'A young weaver',
  'The ferryman',
  'My cousin',
];
const acts = [
  'carried',
  'counted',
  'painted',
  'lost',
  'repaired',
  'borrowed',
  'weighed',
  'wrapped',
  'hid',
  'traded',
];
const sizes = [
  'small',
  'large',
  'broken',
  'polished',
  'heavy',
  'hollow',
  'striped',
  'rusty',
  'wooden',
  'woven',
];
const things = [
  'lanterns',
  'barrels',
  'ladders',
  'kettles',
  'anchors',
  'ropes',
  'clocks',
  'drums',
  'baskets',
  'bells',
];
const places = [
  'near the harbour',
  'behind the mill',
  'under the bridge',
  'at the market',
  'in the tower',
  'beside the canal',
  'on the hill',
  'by the quarry',
];
const times = [
  'before the storm',
  'after the fair',
  'during the long winter',
  'on the first day of spring',
  'while the others slept',
  'at the end of the harvest',
];

/**
 * Made-up questions in a release's form, every one another: three sentences and a question, half of them with four options
 * in random order. What one seed gives has nothing of what another gives but its words.
 */
export function worksheetItems(seed: number, count: number): ReleaseItem[] {
  const random = seededRandom(seed, 'worksheet');
  const any = (words: readonly string[]): string => words[randomInteger(random, words.length)] ?? '';
  const sentence = (): string =>
    `${any(makers)} ${any(acts)} ${2 + randomInteger(random, 90)} ${any(sizes)} ${any(things)} ${any(places)} ${any(times)}.`;
  return Array.from({ length: count }, (_, at) => {
    const prompt = `${sentence()} ${sentence()} ${sentence()} Which of the ${any(things)} is the one that was ${any(acts)} ${any(places)}?`;
    const options = shuffled(sizes, random)
      .slice(0, 4)
      .map((size) => `the ${size} one ${any(places)}`);
    const isChoice = at % 2 === 0;
    const right = randomInteger(random, 4);
    const shared = {
      context: null,
      prompt,
      benchmark_name: 'Worksheet',
      benchmarks: ['Worksheet'],
      licence: 'CC0-1.0',
      weight: 1,
      pi: 1,
      tilt: 1,
      difficulty: null,
      similarity: null,
      cluster: 0,
      canary: '3f2a9c41-7be0-5d11-9a66-0c4e82b1d7f3',
    };
    return isChoice
      ? {
          ...shared,
          problem_type: 'multiple-choice',
          options,
          target: [right],
          id: itemId({ context: null, prompt, options, target: [right] }),
        }
      : {
          ...shared,
          problem_type: 'free-form',
          target: [`the ${any(sizes)} one`],
          id: itemId({ context: null, prompt, target: [`${seed} ${at}`] }),
        };
  });
}
