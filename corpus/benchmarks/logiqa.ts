import type { Benchmark } from './benchmark.js';
import { gauntletChoices } from './layout/gauntlet.js';

export const logiqa: Benchmark = {
  name: 'logiqa',
  title: 'LogiQA',
  citation:
    'Liu et al. 2020, LogiQA: A Challenge Dataset for Machine Reading Comprehension with Logical Reasoning, arXiv:2007.08124',
  licence: 'not stated',
  home: 'https://github.com/lgw863/LogiQA-dataset',
  language: 'en',
  formats: ['multiple-choice'],
  files: [gauntletChoices(/\/logi_qa\.jsonl$/)],
};
