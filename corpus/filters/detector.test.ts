import { expect, it } from 'vitest';
import { openDetector } from './detector.js';
import { readHead } from './heads/head.js';

it('drops a text for what it likely holds, and flags it for what it may hold', async () => {
  const { dimensions, weights, classes } = await readHead('unsafe');
  const [safe = [], kind = []] = weights;
  const steps = 200;
  // From what the head calls harmless to what it calls unsafe, step by step.
  const vectors = new Float32Array(steps * dimensions);
  for (let step = 0; step < steps; step += 1) {
    for (let place = 0; place < dimensions; place += 1) {
      const direction = (kind[place] ?? 0) - (safe[place] ?? 0);
      vectors[step * dimensions + place] = (direction * (step - steps / 2)) / 1e4;
    }
  }
  const detector = await openDetector(async () => vectors);
  const found = await detector.detect(Array.from({ length: steps }, () => 'how do tides work'));
  const states = found.map(({ unsafe }) => (unsafe ? (unsafe.isLikely ? 'likely' : 'possible') : 'none'));
  expect([...new Set(states)]).toEqual(['none', 'possible', 'likely']);
  expect(found.at(-1)?.unsafe?.kind).toBe(classes[1]);
});
