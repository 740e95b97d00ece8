import type { Benchmark } from './benchmark.js';

export const cmmlu: Benchmark = {
  name: 'cmmlu',
  title: 'CMMLU',
  citation:
    'Li et al. 2024, CMMLU: Measuring massive multitask language understanding in Chinese, arXiv:2306.09212',
  licence: 'CC-BY-NC-SA-4.0',
  home: 'https://github.com/haonan-li/CMMLU',
  language: 'zh',
  formats: ['multiple-choice'],
  files: [
    {
      path: /\/test\/[^/]+\.csv$/,
      columns: { prompt: 'Question', options: ['A', 'B', 'C', 'D'], target: 'Answer', targetAs: 'letter' },
      subject: /([^/]+)\.csv$/,
    },
  ],
  refused: [
    {
      path: /cmmlu\/(.*\/)?dev\/[^/]+\.csv$/i,
      reason: 'its questions are the few-shot examples of the others',
    },
  ],
};
