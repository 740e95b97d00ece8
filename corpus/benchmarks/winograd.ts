import type { Benchmark } from './benchmark.js';
import { blankFromBeginnings } from './layout/blank.js';

export const winograd: Benchmark = {
  name: 'winograd',
  title: 'WSC',
  citation: 'Levesque et al. 2012, The Winograd Schema Challenge, KR',
  licence: 'CC-BY-4.0',
  home: 'https://cs.nyu.edu/~davise/papers/WinogradSchemas/WS.html',
  language: 'en',
  formats: ['multiple-choice'],
  files: [
    {
      path: /\/winograd_wsc\.jsonl$/,
      columns: { prompt: 'continuation', options: 'context_options', target: 'gold', targetAs: 'index' },
      steps: [blankFromBeginnings],
    },
  ],
};
