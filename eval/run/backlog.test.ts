import { expect, test } from 'vitest';
import { createBacklog } from './backlog.js';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function backlogOf({ pieces = 10, characters = 0, lastReply = (): unknown => 0 } = {}) {
  const errors: unknown[] = [];
  const done: string[] = [];
  const backlog = createBacklog({ pieces, characters, lastReply, onError: (error) => errors.push(error) });
  const add = (name: string, size = 1, work = async (): Promise<void> => undefined): Promise<void> =>
    backlog.add(size, async () => {
      await work();
      done.push(name);
    });
  return { backlog, add, done, errors };
}

test('pieces begin one a turn of the event loop, in the order in which they came', async () => {
  const { backlog, add, done } = backlogOf();
  for (const name of ['a', 'b', 'c']) await add(name);
  const others = (async () => {
    for (const name of ['other 1', 'other 2']) {
      await nextTurn();
      done.push(name);
    }
  })();
  await Promise.all([backlog.emptied(), others]);
  expect(done).toEqual(['a', 'other 1', 'b', 'other 2', 'c']);
});

test('a turn in which a reply arrived is left to the replies, unless there is no more room', async () => {
  let replies = 0;
  const { backlog, add, done } = backlogOf({ pieces: 3, lastReply: () => replies });
  const passed = async (): Promise<readonly string[]> => {
    await nextTurn();
    return [...done];
  };
  await add('a');
  await add('b');
  replies += 1;
  expect(await passed()).toEqual([]);
  replies += 1;
  expect(await passed()).toEqual([]);
  const full = add('c');
  replies += 1;
  expect(await passed()).toEqual(['a']);
  await full;
  replies += 1;
  expect(await passed()).toEqual(['a']);
  expect(await passed()).toEqual(['a', 'b']);
  await backlog.emptied();
  expect(done).toEqual(['a', 'b', 'c']);
});

test('large pieces fill it sooner than small ones, and it always takes so many', async () => {
  const inHand = async (size: number): Promise<number> => {
    let end = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { backlog, add } = backlogOf({ pieces: 4, characters: 1_000 });
    let added = 0;
    const adding = (async () => {
      for (; added < 100; added += 1) await add('any', size, () => held);
    })();
    for (let turn = 0; turn < 200; turn += 1) await nextTurn();
    const most = added + 1;
    end();
    await adding;
    await backlog.emptied();
    return most;
  };
  expect(await inHand(100)).toBe(10);
  expect(await inHand(5_000)).toBe(4);
});

test('a piece that fails is told of and holds up nobody', async () => {
  const { backlog, add, done, errors } = backlogOf();
  const failure = new Error('the disk is full');
  await add('a', 1, async () => {
    throw failure;
  });
  await add('b');
  await backlog.emptied();
  expect(done).toEqual(['b']);
  expect(errors).toEqual([failure]);
});

test('an empty one is waited for by nobody', async () => {
  await expect(backlogOf().backlog.emptied()).resolves.toBeUndefined();
});
