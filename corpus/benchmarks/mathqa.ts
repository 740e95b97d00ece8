import type { Benchmark, Step } from './benchmark.js';
import { gauntletChoices } from './layout/gauntlet.js';

const gauntlet = gauntletChoices(/\/math_qa\.jsonl$/);

/** Some options were cut out of a printed Python list and kept its marks: `) 8'`, `) 5']`. */
const unmarkOptions: Step = (item) => ({
  ...item,
  ...(item.options && { options: item.options.map((text) => text.replace(/^\)\s*(.*?)\s*'\]?$/, '$1')) }),
});

export const mathqa: Benchmark = {
  name: 'mathqa',
  title: 'MathQA',
  citation: 'Amini et al. 2019, MathQA: Towards Interpretable Math Word Problem Solving, arXiv:1905.13319',
  licence: 'Apache-2.0',
  home: 'https://math-qa.github.io/',
  language: 'en',
  formats: ['multiple-choice'],
  files: [{ ...gauntlet, steps: [...(gauntlet.steps ?? []), unmarkOptions] }],
};
