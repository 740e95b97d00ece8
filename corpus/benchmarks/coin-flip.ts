import type { Benchmark } from './benchmark.js';
import { questionAndAnswer, zeroShotCot } from './zero-shot-cot.js';

export const coinFlip: Benchmark = {
  name: 'coin-flip',
  title: 'Coin flip',
  ...zeroShotCot,
  files: [{ path: /\/coin_flip\.json$/, columns: questionAndAnswer }],
};
