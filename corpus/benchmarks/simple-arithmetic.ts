import type { Benchmark } from './benchmark.js';
import { gauntletContinuation } from './layout/gauntlet.js';

export const simpleArithmetic: Benchmark = {
  name: 'simple-arithmetic',
  title: 'Simple arithmetic',
  citation: 'MosaicML 2023, simple arithmetic, in the Mosaic Eval Gauntlet',
  licence: 'Apache-2.0',
  home: 'https://github.com/mosaicml/llm-foundry',
  language: 'en',
  formats: ['free-form'],
  files: [gauntletContinuation(/\/simple_arithmetic_(no|with)spaces\.jsonl$/)],
};
