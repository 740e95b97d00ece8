import { beforeAll, describe, expect, it } from 'vitest';
import { chance } from '../../corpus/starter/give-aways.js';
import { readStarter } from '../../corpus/starter/read.js';
import type { StarterChoice } from '../../corpus/starter/starter-item.js';
import { seededRandom, shuffled } from '../../src/core/random.js';
import { type BaselineScore, withBaselines } from './baselines.js';

const models = ['baseline:random', 'baseline:nearest'];

/** The same question with its options in another order. */
function withShuffledOptions(item: StarterChoice): StarterChoice {
  const places = shuffled([...item.options.keys()], seededRandom(1, `options of ${item.prompt}`));
  const options = places.flatMap((place) => item.options[place] ?? []);
  return { ...item, options, target: [places.indexOf(item.target[0])] };
}

describe('baselines on the multiple-choice items', () => {
  let choices: StarterChoice[];
  let asWritten: BaselineScore[];
  let reordered: BaselineScore[];

  beforeAll(async () => {
    ({ choices } = await readStarter());
    const moved = choices.map(withShuffledOptions);
    expect(
      moved.filter(({ target }, index) => target[0] !== choices[index]?.target[0]).length,
    ).toBeGreaterThan(choices.length / 2);
    await withBaselines(async (scoresOf) => {
      asWritten = await scoresOf(models, choices);
      reordered = await scoresOf(models, moved);
    });
  });

  const scoreOf = (scores: readonly BaselineScore[], model: string): BaselineScore => {
    const found = scores.find((score) => score.model === model);
    if (!found) throw new Error(`There is no score of ${model}.`);
    return found;
  };

  it('random is at chance within its interval, however the options stand', () => {
    for (const scores of [asWritten, reordered]) {
      const { interval } = scoreOf(scores, 'baseline:random');
      expect(interval[0]).toBeLessThan(chance(choices));
      expect(interval[1]).toBeGreaterThan(chance(choices));
    }
  });

  it('nearest is clearly above chance and far from all', () => {
    const { score, interval } = scoreOf(asWritten, 'baseline:nearest');
    expect(interval[0]).toBeGreaterThan(chance(choices));
    expect(score).toBeLessThan(0.75);
  });

  it('nearest takes the same options wherever they stand: options that are equally near are the only exception', () => {
    const [before, after] = [asWritten, reordered].map((scores) => scoreOf(scores, 'baseline:nearest').score);
    expect(Math.abs((before ?? 0) - (after ?? 1)) * choices.length).toBeLessThanOrEqual(2);
  });
});
