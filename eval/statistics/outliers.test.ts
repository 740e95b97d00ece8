import { expect, test } from 'vitest';
import { outliers } from './outliers.js';

test('finds the point off the line, with its studentised residual', () => {
  const x = [1, 2, 3, 4, 5, 6, 7, 8];
  const y = [1.1, 1.9, 3.2, 3.9, 9, 6.1, 6.8, 8.2];
  const [found, ...others] = outliers(x, y);
  // NumPy 2.4: residual / (s sqrt(1 - h)), h the diagonal of the hat matrix.
  expect(found?.place).toBe(4);
  expect(found?.residual).toBeCloseTo(2.43581826, 7);
  expect(others).toEqual([]);
});

test('finds none where all lie on a line, or where three points hardly make one', () => {
  expect(outliers([1, 2, 3, 4, 5], [2, 4, 6, 8, 10])).toEqual([]);
  expect(outliers([1, 2, 3], [1, 9, 1])).toEqual([]);
});
