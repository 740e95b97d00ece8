import { expect, test } from 'vitest';
import { twoSidedPValue, z95 } from './normal.js';

// SciPy 1.17, 2 * norm.sf(z).
test.each([
  [0, 1],
  [0.5, 0.6170750774519738],
  [1, 0.31731050786291415],
  [z95, 0.05],
  [2.8284, 0.0046781313909331915],
  [3, 0.0026997960632601866],
  [5, 5.733031437583866e-7],
  [-8, 1.244192114854348e-15],
])('the tail beyond %f', (z, p) => {
  expect(twoSidedPValue(z) / p).toBeCloseTo(1, 10);
});
