import { describe, expect, it } from 'vitest';
import { unitVectors } from './sentence-vectors.js';

describe('unitVectors', () => {
  // Two texts of two tokens, in three dimensions.
  const output = { data: Float32Array.from([1, 2, 2, 3, 2, 2, 0, 0, 5, 0, 0, -1]), dims: [2, 2, 3] };

  it('takes the mean over the tokens', () => {
    const root = Math.sqrt(12);
    expect([...unitVectors(output, 'mean')]).toEqual(
      [2 / root, 2 / root, 2 / root, 0, 0, 1].map((value) => expect.closeTo(value, 6)),
    );
  });

  it('takes the first token', () => {
    expect([...unitVectors(output, 'first-token')]).toEqual(
      [1 / 3, 2 / 3, 2 / 3, 0, 0, 1].map((value) => expect.closeTo(value, 6)),
    );
  });

  it('leaves pooling to a graph that does it', () => {
    const pooled = { data: Float32Array.from([3, 4, 0, 0, 0, 2]), dims: [2, 3] };
    expect([...unitVectors(pooled, 'mean')]).toEqual(
      [0.6, 0.8, 0, 0, 0, 1].map((value) => expect.closeTo(value, 6)),
    );
  });

  it.each([[0], [Number.NaN], [Number.POSITIVE_INFINITY]])('refuses a vector of %d', (value) => {
    expect(() => unitVectors({ data: new Float32Array(3).fill(value), dims: [1, 3] }, 'mean')).toThrow(
      RangeError,
    );
  });
});
