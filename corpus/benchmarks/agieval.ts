import type { Benchmark } from './benchmark.js';
import { gauntletAnswer, gauntletChoices } from './layout/gauntlet.js';

const subject = /agi_eval_(\w+)\.jsonl$/;

export const agieval: Benchmark = {
  name: 'agieval',
  title: 'AGIEval',
  citation:
    'Zhong et al. 2023, AGIEval: A Human-Centric Benchmark for Evaluating Foundation Models, arXiv:2304.06364',
  licence: 'MIT',
  home: 'https://github.com/ruixiangcui/AGIEval',
  language: 'en',
  formats: ['free-form', 'multiple-choice'],
  files: [
    { ...gauntletChoices(/\/agi_eval_(lsat_ar|lsat_lr|lsat_rc|sat_en)\.jsonl$/), subject },
    { ...gauntletAnswer(/\/agi_eval_sat_math\.jsonl$/), subject },
  ],
};
