import type { Benchmark } from './benchmark.js';
import { targetScores } from './layout/big-bench.js';
import { gauntletChoices } from './layout/gauntlet.js';

export const strategyqa: Benchmark = {
  name: 'strategyqa',
  title: 'StrategyQA',
  citation: 'Geva et al. 2021, Did Aristotle Use a Laptop?, arXiv:2101.02235',
  licence: 'MIT',
  home: 'https://github.com/eladsegal/strategyqa',
  language: 'en',
  formats: ['multiple-choice'],
  files: [
    { path: /\/StrategyQA\/task\.json$/, columns: targetScores },
    gauntletChoices(/\/bigbench_strategy_qa\.jsonl$/),
  ],
};
