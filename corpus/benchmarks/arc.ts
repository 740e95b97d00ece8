import type { Benchmark } from './benchmark.js';
import { gauntletChoices } from './layout/gauntlet.js';

export const arc: Benchmark = {
  name: 'arc',
  title: 'ARC',
  citation: 'Clark et al. 2018, Think you have Solved Question Answering? Try ARC, arXiv:1803.05457',
  licence: 'CC-BY-SA-4.0',
  home: 'https://allenai.org/data/arc',
  language: 'en',
  formats: ['multiple-choice'],
  files: [{ ...gauntletChoices(/\/arc_(easy|challenge)\.jsonl$/), subject: /arc_(\w+)\.jsonl$/ }],
};
