import type { Benchmark } from './benchmark.js';

export const addsub: Benchmark = {
  name: 'addsub',
  title: 'AddSub',
  citation:
    'Hosseini et al. 2014, Learning to Solve Arithmetic Word Problems with Verb Categorization, EMNLP',
  licence: 'not stated',
  home: 'https://aclanthology.org/D14-1058/',
  language: 'en',
  formats: ['free-form'],
  files: [
    { path: /\/AddSub\.json$/i, columns: { prompt: 'sQuestion', target: 'lSolutions', targetAs: 'text' } },
  ],
};
