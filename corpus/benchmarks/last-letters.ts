import type { Benchmark } from './benchmark.js';
import { questionAndAnswer, zeroShotCot } from './zero-shot-cot.js';

export const lastLetters: Benchmark = {
  name: 'last-letters',
  title: 'Last letters',
  ...zeroShotCot,
  files: [{ path: /\/last_letters\.json$/, columns: questionAndAnswer }],
};
