import type { Benchmark } from './benchmark.js';

export const humaneval: Benchmark = {
  name: 'humaneval',
  title: 'HumanEval',
  citation: 'Chen et al. 2021, Evaluating Large Language Models Trained on Code, arXiv:2107.03374',
  licence: 'MIT',
  home: 'https://github.com/openai/human-eval',
  language: 'en',
  formats: [],
  files: [],
  refused: [{ path: /human_?eval[^/]*\.jsonl(\.gz)?$/i, reason: 'its answers are code that must be run' }],
};
