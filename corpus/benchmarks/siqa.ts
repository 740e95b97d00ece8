import type { Benchmark } from './benchmark.js';
import { gauntletChoices } from './layout/gauntlet.js';

export const siqa: Benchmark = {
  name: 'siqa',
  title: 'SIQA',
  citation: 'Sap et al. 2019, SocialIQA: Commonsense Reasoning about Social Interactions, arXiv:1904.09728',
  licence: 'not stated',
  home: 'https://leaderboard.allenai.org/socialiqa',
  language: 'en',
  formats: ['multiple-choice'],
  files: [gauntletChoices(/\/siqa\.jsonl$/)],
};
