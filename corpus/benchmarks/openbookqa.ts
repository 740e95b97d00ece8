import type { Benchmark } from './benchmark.js';
import { gauntletChoices } from './layout/gauntlet.js';

export const openbookqa: Benchmark = {
  name: 'openbookqa',
  title: 'OpenBookQA',
  citation: 'Mihaylov et al. 2018, Can a Suit of Armor Conduct Electricity?, arXiv:1809.02789',
  licence: 'not stated',
  home: 'https://allenai.org/data/open-book-qa',
  language: 'en',
  formats: ['multiple-choice'],
  files: [gauntletChoices(/\/openbook_qa\.jsonl$/)],
};
