import type { Benchmark } from './benchmark.js';
import { gauntletChoices } from './layout/gauntlet.js';

export const boolq: Benchmark = {
  name: 'boolq',
  title: 'BoolQ',
  citation:
    'Clark et al. 2019, BoolQ: Exploring the Surprising Difficulty of Natural Yes/No Questions, arXiv:1905.10044',
  licence: 'CC-BY-SA-3.0',
  home: 'https://github.com/google-research-datasets/boolean-questions',
  language: 'en',
  formats: ['multiple-choice'],
  files: [gauntletChoices(/\/boolq\.jsonl$/)],
};
