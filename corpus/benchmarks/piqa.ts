import type { Benchmark } from './benchmark.js';
import { gauntletChoices } from './layout/gauntlet.js';

export const piqa: Benchmark = {
  name: 'piqa',
  title: 'PIQA',
  citation:
    'Bisk et al. 2020, PIQA: Reasoning about Physical Commonsense in Natural Language, arXiv:1911.11641',
  licence: 'AFL-3.0',
  home: 'https://yonatanbisk.com/piqa/',
  language: 'en',
  formats: ['multiple-choice'],
  files: [gauntletChoices(/\/piqa\.jsonl$/)],
};
