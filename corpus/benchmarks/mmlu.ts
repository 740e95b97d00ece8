import type { Benchmark } from './benchmark.js';

export const mmlu: Benchmark = {
  name: 'mmlu',
  title: 'MMLU',
  citation: 'Hendrycks et al. 2021, Measuring Massive Multitask Language Understanding, arXiv:2009.03300',
  licence: 'MIT',
  home: 'https://github.com/hendrycks/test',
  language: 'en',
  formats: ['multiple-choice'],
  files: [
    {
      path: /_test\.csv$/,
      header: ['question', 'A', 'B', 'C', 'D', 'answer'],
      columns: { prompt: 'question', options: ['A', 'B', 'C', 'D'], target: 'answer', targetAs: 'letter' },
      subject: /([^/]+)_test\.csv$/,
    },
  ],
  refused: [
    { path: /_dev\.csv$/, reason: 'its questions are the few-shot examples of the others' },
    { path: /_val\.csv$/, reason: 'its questions are for tuning prompts; the test questions are taken' },
    { path: /\/banned_urls\.txt$/, reason: 'a list of pages, not of questions' },
  ],
};
