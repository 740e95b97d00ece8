import { firstSamples } from './first-samples.js';
import { furtherSamples } from './further-samples.js';
import { gauntlet, type Sample } from './sample.js';

export type { Sample };

/** A row for every layout of every benchmark. */
export const samples: readonly Sample[] = [...firstSamples, ...furtherSamples];

/** A path for every refusal of every benchmark. */
export const refusedPaths: readonly { readonly benchmark: string; readonly file: string }[] = [
  { benchmark: 'mmlu', file: 'mmlu/dev/harbour_law_dev.csv' },
  { benchmark: 'mmlu', file: 'mmlu/val/harbour_law_val.csv' },
  { benchmark: 'mmlu', file: 'mmlu/banned_urls.txt' },
  { benchmark: 'cmmlu', file: 'cmmlu/dev/geography.csv' },
  { benchmark: 'gsm8k', file: `${gauntlet}/gsm8k_prepended_8shot.jsonl` },
  { benchmark: 'gsm8k', file: 'gsm8k/test_socratic.jsonl' },
  { benchmark: 'gsm8k', file: 'gsm8k/example_model_solutions.jsonl' },
  { benchmark: 'truthfulqa', file: 'truthfulqa/data/v1/mc_task.json' },
  { benchmark: 'truthfulqa', file: 'truthfulqa/TruthfulQA.csv' },
  { benchmark: 'humaneval', file: 'programming/human_eval-0.5.jsonl' },
  { benchmark: 'humaneval', file: 'data/HumanEval.jsonl.gz' },
  { benchmark: 'lambada', file: `${gauntlet}/lambada_openai.jsonl` },
  { benchmark: 'commonsenseqa', file: 'zero_shot/CommonsenseQA/test_rand_split_no_answers.jsonl' },
];
