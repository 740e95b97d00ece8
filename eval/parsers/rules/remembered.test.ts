import { expect, test } from 'vitest';
import { remembered } from './remembered.js';

test('a remembered function gives each argument its own result, and works once for the same one in a row', () => {
  let calls = 0;
  const double = remembered(({ value }: { value: number }) => {
    calls += 1;
    return 2 * value;
  });
  const [one, two] = [{ value: 1 }, { value: 2 }];
  expect([one, one, two, two, one].map(double)).toEqual([2, 2, 4, 4, 2]);
  expect(calls).toBe(3);
});
