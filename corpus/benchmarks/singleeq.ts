import type { Benchmark } from './benchmark.js';

export const singleeq: Benchmark = {
  name: 'singleeq',
  title: 'SingleEq',
  citation: 'Koncel-Kedziorski et al. 2015, Parsing Algebraic Word Problems into Equations, TACL',
  licence: 'not stated',
  home: 'https://aclanthology.org/Q15-1042/',
  language: 'en',
  formats: ['free-form'],
  files: [
    {
      path: /\/SingleEq\/questions\.json$/i,
      columns: { prompt: 'sQuestion', target: 'lSolutions', targetAs: 'text' },
    },
  ],
};
