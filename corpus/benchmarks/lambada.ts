import type { Benchmark } from './benchmark.js';

export const lambada: Benchmark = {
  name: 'lambada',
  title: 'LAMBADA',
  citation:
    'Paperno et al. 2016, The LAMBADA dataset: Word prediction requiring a broad discourse context, arXiv:1606.06031',
  licence: 'CC-BY-4.0',
  home: 'https://zenodo.org/record/2630551',
  language: 'en',
  formats: [],
  files: [],
  refused: [
    {
      path: /\/lambada[^/]*\.jsonl$/,
      reason: 'it asks for the next word of a novel; other words fit, so it is no question',
    },
  ],
};
