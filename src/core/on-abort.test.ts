import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { onAbort } from './on-abort.js';

test('all that wait by a signal are called once it is aborted, but those that have stopped waiting', () => {
  const controller = new AbortController();
  const called: string[] = [];
  const forget = ['a', 'b', 'c'].map((name) => onAbort(controller.signal, () => called.push(name)));
  forget[1]?.();
  controller.abort();
  expect(called).toEqual(['a', 'c']);
});

test('one listener serves a thousand, also after they have stopped waiting', () => {
  const { signal } = new AbortController();
  for (let number = 0; number < 1000; number += 1) onAbort(signal, () => undefined)();
  onAbort(signal, () => undefined);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
});

test('one that stops another one while they are called is obeyed', () => {
  const controller = new AbortController();
  const called: string[] = [];
  let forgetLast = (): void => undefined;
  onAbort(controller.signal, () => {
    called.push('first');
    forgetLast();
  });
  forgetLast = onAbort(controller.signal, () => called.push('last'));
  controller.abort();
  expect(called).toEqual(['first']);
});

test('no signal never calls', () => {
  expect(() => onAbort(undefined, () => undefined)()).not.toThrow();
});
