import { expect, test } from 'vitest';
import { createTurns } from './turns.js';

test('turns come one a turn of the event loop, in the order in which they were asked for', async () => {
  const turn = createTurns();
  const seen: string[] = [];
  const work = [1, 2, 3].map(async (number) => {
    await turn();
    seen.push(`work ${number}`);
  });
  const others = (async () => {
    for (const number of [1, 2]) {
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(`other ${number}`);
    }
  })();
  await Promise.all([...work, others]);
  expect(seen).toEqual(['work 1', 'other 1', 'work 2', 'other 2', 'work 3']);
});
