import type { Benchmark } from './benchmark.js';

export const math: Benchmark = {
  name: 'math',
  title: 'MATH',
  citation:
    'Hendrycks et al. 2021, Measuring Mathematical Problem Solving With the MATH Dataset, arXiv:2103.03874',
  licence: 'MIT',
  home: 'https://github.com/hendrycks/math',
  language: 'en',
  formats: ['free-form'],
  files: [
    {
      path: /\/math(_simple_soln|_complex_soln)?\.jsonl$/,
      columns: { prompt: 'context', target: 'answer', targetAs: 'text', subject: 'category' },
    },
  ],
};
