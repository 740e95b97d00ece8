import type { Benchmark } from './benchmark.js';
import { gauntletChoices } from './layout/gauntlet.js';

export const copa: Benchmark = {
  name: 'copa',
  title: 'COPA',
  citation: 'Roemmele et al. 2011, Choice of Plausible Alternatives, AAAI Spring Symposium',
  licence: 'BSD-2-Clause',
  home: 'https://people.ict.usc.edu/~gordon/copa.html',
  language: 'en',
  formats: ['multiple-choice'],
  files: [gauntletChoices(/\/copa\.jsonl$/)],
};
