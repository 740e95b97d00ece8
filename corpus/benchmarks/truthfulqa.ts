import type { Benchmark } from './benchmark.js';

export const truthfulqa: Benchmark = {
  name: 'truthfulqa',
  title: 'TruthfulQA',
  citation: 'Lin et al. 2022, TruthfulQA: Measuring How Models Mimic Human Falsehoods, arXiv:2109.07958',
  licence: 'Apache-2.0',
  home: 'https://github.com/sylinrl/TruthfulQA',
  language: 'en',
  formats: ['multiple-choice'],
  files: [
    {
      path: /\/mc_task\.json$/,
      columns: { prompt: 'question', options: 'mc1_targets', target: 'mc1_targets', targetAs: 'scores' },
      shuffle: true,
    },
  ],
  refused: [
    { path: /\/v[01]\/[^/]+$/, reason: 'an older version of the same questions' },
    {
      path: /\/TruthfulQA\.csv$/,
      reason: 'the questions of mc_task.json for answers in sentences, which no short target grades',
    },
  ],
};
