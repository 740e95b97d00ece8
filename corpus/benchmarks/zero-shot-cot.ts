import type { Benchmark } from './benchmark.js';

/** What the symbolic tasks of Wei et al. have in common in the files of Kojima et al. */
export const zeroShotCot = {
  citation:
    'Wei et al. 2022, Chain-of-Thought Prompting Elicits Reasoning, arXiv:2201.11903; file by Kojima et al. 2022',
  licence: 'not stated',
  home: 'https://github.com/kojima-takeshi188/zero_shot_cot',
  language: 'en',
  formats: ['free-form'],
} as const satisfies Partial<Benchmark>;

/** Its columns. */
export const questionAndAnswer = { prompt: 'question', target: 'answer', targetAs: 'text' } as const;
