import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { ThreadReplies } from './thread-replies.js';

test('a thread that ends by itself fails what it owes and all that is asked later', async () => {
  const replies = new ThreadReplies<string>({ code: 'incomplete', message: 'It ended.', next: 'Ask again.' });
  replies.watch(new Worker('process.exit(3)', { eval: true }));
  const failure = { code: 'incomplete', message: 'It ended.', next: 'Ask again.' };
  await expect(replies.ask(() => undefined)).rejects.toMatchObject(failure);
  await expect(replies.ask(() => undefined)).rejects.toMatchObject(failure);
  expect(replies.owed).toBe(0);
});
