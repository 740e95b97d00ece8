import type { Benchmark } from './benchmark.js';
import { blankFromBeginnings } from './layout/blank.js';

export const winogrande: Benchmark = {
  name: 'winogrande',
  title: 'WinoGrande',
  citation:
    'Sakaguchi et al. 2019, WinoGrande: An Adversarial Winograd Schema Challenge at Scale, arXiv:1907.10641',
  licence: 'CC-BY',
  home: 'https://github.com/allenai/winogrande',
  language: 'en',
  formats: ['multiple-choice'],
  files: [
    {
      path: /\/winogrande\.jsonl$/,
      columns: { prompt: 'continuation', options: 'context_options', target: 'gold', targetAs: 'index' },
      steps: [blankFromBeginnings],
    },
  ],
};
