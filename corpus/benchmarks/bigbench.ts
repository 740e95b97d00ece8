import type { Benchmark } from './benchmark.js';
import { slashedOptions, targetScores, translationExamples, trueOrFalse } from './layout/big-bench.js';
import { gauntletChoices, gauntletContinuation } from './layout/gauntlet.js';
import { templated } from './layout/template.js';

const subject = /big_?bench_(\w+)(?:\.jsonl|\/task\.json)$/i;

/** Tasks of BIG-bench that stand in the Mosaic Eval Gauntlet, and two in BIG-bench's own layout. */
export const bigbench: Benchmark = {
  name: 'bigbench',
  title: 'BIG-bench',
  citation: 'Srivastava et al. 2023, Beyond the Imitation Game, arXiv:2206.04615',
  licence: 'Apache-2.0',
  home: 'https://github.com/google/BIG-bench',
  language: 'en',
  formats: ['free-form', 'multiple-choice'],
  files: [
    {
      ...gauntletChoices(
        /\/bigbench_(conceptual_combinations|language_identification|logical_deduction|movie_recommendation|understanding_fables)\.jsonl$/,
      ),
      subject,
    },
    { ...gauntletChoices(/\/bigbench_(novel_concepts|strange_stories)\.jsonl$/), subject, shuffle: true },
    {
      ...gauntletChoices(/\/bigbench_misconceptions\.jsonl$/),
      subject,
      steps: [...templated, trueOrFalse],
    },
    {
      ...gauntletContinuation(
        /\/bigbench_(dyck_languages|operators|qa_wikidata|repeat_copy_logic|simple_arithmetic)\.jsonl$/,
      ),
      subject,
    },
    { ...gauntletContinuation(/\/bigbench_cs_algorithms\.jsonl$/), subject, steps: [slashedOptions] },
    {
      ...gauntletContinuation(/\/bigbench_conlang_translation\.jsonl$/),
      subject,
      steps: [translationExamples],
    },
    { path: /\/Bigbench_(Date|object_tracking)\/task\.json$/, columns: targetScores, subject, shuffle: true },
  ],
};
