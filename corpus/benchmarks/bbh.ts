import type { Benchmark } from './benchmark.js';
import { templated } from './layout/template.js';

export const bbh: Benchmark = {
  name: 'bbh',
  title: 'BBH',
  citation:
    'Suzgun et al. 2022, Challenging BIG-Bench Tasks and Whether Chain-of-Thought Can Solve Them, arXiv:2210.09261',
  licence: 'MIT',
  home: 'https://github.com/suzgunmirac/BIG-Bench-Hard',
  language: 'en',
  formats: ['free-form', 'multiple-choice'],
  files: [
    {
      path: /\/bbh\/[^/]+\.json$/,
      columns: { prompt: 'input', target: 'target' },
      steps: templated,
      subject: /([^/]+)\.json$/,
    },
  ],
};
