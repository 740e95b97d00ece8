import type { Benchmark } from './benchmark.js';
import { gauntletAnswer } from './layout/gauntlet.js';

export const svamp: Benchmark = {
  name: 'svamp',
  title: 'SVAMP',
  citation:
    'Patel et al. 2021, Are NLP Models really able to Solve Simple Math Word Problems?, arXiv:2103.07191',
  licence: 'MIT',
  home: 'https://github.com/arkilpatel/SVAMP',
  language: 'en',
  formats: ['free-form'],
  files: [
    {
      path: /\/SVAMP\.json$/i,
      columns: { prompt: ['Body', 'Question'], target: 'Answer', targetAs: 'text' },
    },
    gauntletAnswer(/\/svamp\.jsonl$/),
  ],
};
