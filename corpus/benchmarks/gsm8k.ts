import type { Benchmark } from './benchmark.js';
import { finalAnswer } from './layout/answers.js';
import { gauntletAnswer } from './layout/gauntlet.js';

export const gsm8k: Benchmark = {
  name: 'gsm8k',
  title: 'GSM8k',
  citation: 'Cobbe et al. 2021, Training Verifiers to Solve Math Word Problems, arXiv:2110.14168',
  licence: 'MIT',
  home: 'https://github.com/openai/grade-school-math',
  language: 'en',
  formats: ['free-form'],
  files: [
    {
      path: /(gsm8k|grade[-_]school[-_]math)\/(.*\/)?(test|train)\.jsonl$/i,
      columns: { prompt: 'question', target: 'answer', targetAs: 'text' },
      steps: [finalAnswer],
    },
    { ...gauntletAnswer(/\/gsm8k\.jsonl$/), steps: [finalAnswer] },
  ],
  refused: [
    { path: /\/gsm8k_prepended_\w+\.jsonl$/, reason: 'its questions have worked examples in front' },
    {
      path: /\/(test|train)_socratic\.jsonl$/,
      reason: 'the questions of the plain files, with another working',
    },
    { path: /\/example_model_solutions\.jsonl$/, reason: 'what models answered, not questions' },
  ],
};
