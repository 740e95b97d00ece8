import type { Benchmark } from './benchmark.js';
import { unletterOptions } from './layout/answers.js';
import { gauntletAnswer } from './layout/gauntlet.js';

export const aqua: Benchmark = {
  name: 'aqua',
  title: 'AQuA',
  citation: 'Ling et al. 2017, Program Induction by Rationale Generation, arXiv:1705.04146',
  licence: 'Apache-2.0',
  home: 'https://github.com/google-deepmind/AQuA',
  language: 'en',
  formats: ['free-form', 'multiple-choice'],
  files: [
    {
      path: /\/AQuA\/(test|dev)\.json$/i,
      columns: { prompt: 'question', options: 'options', target: 'correct', targetAs: 'letter' },
      steps: [unletterOptions],
    },
    gauntletAnswer(/\/aqua\.jsonl$/),
  ],
};
