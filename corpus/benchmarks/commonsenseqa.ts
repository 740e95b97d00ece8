import type { Benchmark } from './benchmark.js';
import { gauntletChoices } from './layout/gauntlet.js';

export const commonsenseqa: Benchmark = {
  name: 'commonsenseqa',
  title: 'CommonsenseQA',
  citation:
    'Talmor et al. 2019, CommonsenseQA: A Question Answering Challenge Targeting Commonsense Knowledge, arXiv:1811.00937',
  licence: 'MIT',
  home: 'https://www.tau-nlp.sites.tau.ac.il/commonsenseqa',
  language: 'en',
  formats: ['multiple-choice'],
  files: [
    {
      path: /\/(dev|train)_rand_split\.jsonl$/,
      columns: {
        prompt: 'question.stem',
        options: 'question.choices.text',
        target: 'answerKey',
        targetAs: 'letter',
      },
    },
    gauntletChoices(/\/commonsense_qa\.jsonl$/),
  ],
  refused: [{ path: /\/test_rand_split_no_answers\.jsonl$/, reason: 'its answers are not published' }],
};
