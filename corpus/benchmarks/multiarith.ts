import type { Benchmark } from './benchmark.js';

export const multiarith: Benchmark = {
  name: 'multiarith',
  title: 'MultiArith',
  citation: 'Roy and Roth 2015, Solving General Arithmetic Word Problems, arXiv:1608.01413',
  licence: 'not stated',
  home: 'https://aclanthology.org/D15-1202/',
  language: 'en',
  formats: ['free-form'],
  files: [
    {
      path: /\/MultiArith\.json$/i,
      columns: { prompt: 'sQuestion', target: 'lSolutions', targetAs: 'text' },
    },
  ],
};
