import type { Benchmark } from './benchmark.js';
import { templated } from './layout/template.js';

export const triviaqa: Benchmark = {
  name: 'triviaqa',
  title: 'TriviaQA',
  citation:
    'Joshi et al. 2017, TriviaQA: A Large Scale Distantly Supervised Challenge Dataset, arXiv:1705.03551',
  licence: 'not stated',
  home: 'https://nlp.cs.washington.edu/triviaqa/',
  language: 'en',
  formats: ['free-form'],
  files: [
    {
      path: /\/triviaqa[^/]*\.jsonl$/,
      columns: { prompt: 'context', target: ['answer', 'aliases'], targetAs: 'text' },
      steps: templated,
    },
  ],
};
