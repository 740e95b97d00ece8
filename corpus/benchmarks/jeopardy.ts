import type { Benchmark } from './benchmark.js';

export const jeopardy: Benchmark = {
  name: 'jeopardy',
  title: 'Jeopardy',
  citation: 'MosaicML 2023, a choice of Jeopardy! clues, in the Mosaic Eval Gauntlet',
  licence: 'not stated',
  home: 'https://github.com/mosaicml/llm-foundry',
  language: 'en',
  formats: ['free-form'],
  files: [
    {
      path: /\/jeopardy_(all|small)\.jsonl$/,
      columns: { prompt: 'context', target: 'continuation', targetAs: 'text', subject: 'category' },
    },
  ],
};
