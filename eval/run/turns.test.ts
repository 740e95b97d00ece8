import { expect, test } from 'vitest';
import { createTurns } from './turns.js';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('turns come one a turn of the event loop, in the order in which they were asked for', async () => {
  const turn = createTurns(() => 0, 10);
  const seen: string[] = [];
  const work = [1, 2, 3].map(async (number) => {
    await turn();
    seen.push(`work ${number}`);
  });
  const others = (async () => {
    for (const number of [1, 2]) {
      await nextTurn();
      seen.push(`other ${number}`);
    }
  })();
  await Promise.all([...work, others]);
  expect(seen).toEqual(['work 1', 'other 1', 'work 2', 'other 2', 'work 3']);
});

test('a turn in which a reply arrived is left to the replies, unless too much waits', async () => {
  let replies = 0;
  const turn = createTurns(() => replies, 2);
  const done: number[] = [];
  const work = (number: number): Promise<void> =>
    turn().then(() => {
      done.push(number);
    });
  const all = [work(1), work(2)];
  const passed = async (): Promise<readonly number[]> => {
    await nextTurn();
    return [...done];
  };
  replies += 1;
  expect(await passed()).toEqual([]);
  replies += 1;
  expect(await passed()).toEqual([]);
  all.push(work(3));
  replies += 1;
  expect(await passed()).toEqual([1]);
  replies += 1;
  expect(await passed()).toEqual([1]);
  expect(await passed()).toEqual([1, 2]);
  await Promise.all(all);
  expect(done).toEqual([1, 2, 3]);
});
