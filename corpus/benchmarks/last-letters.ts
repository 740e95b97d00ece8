import type { Benchmark } from './benchmark.js';

export const lastLetters: Benchmark = {
  name: 'last-letters',
  title: 'Last letters',
  citation:
    'Wei et al. 2022, Chain-of-Thought Prompting Elicits Reasoning, arXiv:2201.11903; file by Kojima et al. 2022',
  licence: 'not stated',
  home: 'https://github.com/kojima-takeshi188/zero_shot_cot',
  language: 'en',
  formats: ['free-form'],
  files: [
    { path: /\/last_letters\.json$/, columns: { prompt: 'question', target: 'answer', targetAs: 'text' } },
  ],
};
