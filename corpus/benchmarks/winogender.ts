import type { Benchmark } from './benchmark.js';
import { gauntletChoices } from './layout/gauntlet.js';

export const winogender: Benchmark = {
  name: 'winogender',
  title: 'Winogender',
  citation: 'Rudinger et al. 2018, Gender Bias in Coreference Resolution, arXiv:1804.09301',
  licence: 'MIT',
  home: 'https://github.com/rudinger/winogender-schemas',
  language: 'en',
  formats: ['multiple-choice'],
  files: [gauntletChoices(/\/winogender_mc_(female|male)\.jsonl$/)],
};
