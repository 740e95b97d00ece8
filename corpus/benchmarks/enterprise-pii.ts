import type { Benchmark } from './benchmark.js';
import { gauntletChoices } from './layout/gauntlet.js';

export const enterprisePii: Benchmark = {
  name: 'enterprise-pii',
  title: 'Enterprise PII',
  citation: 'Patronus AI 2023, EnterprisePII, in the Mosaic Eval Gauntlet',
  licence: 'not stated',
  home: 'https://github.com/mosaicml/llm-foundry',
  language: 'en',
  formats: ['multiple-choice'],
  files: [gauntletChoices(/\/enterprise_pii_classification\.jsonl$/)],
};
