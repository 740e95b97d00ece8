import { describe, expect, it } from 'vitest';
import { translateMixevalOptions } from './mixeval-options.js';

const translated = (line: string): string => translateMixevalOptions(line.split(' ')).args.join(' ');

describe('MixEval’s own options', () => {
  it.each([
    ['evaluate --model_name gpt_4o --version 2024-06-01', 'evaluate --model gpt_4o --version 2024-06-01'],
    ['evaluate --model_name=gpt_4o --api_parallel_num=20', 'evaluate --model gpt_4o --concurrency 20'],
    ['evaluate --benchmark mixeval_hard --inference_only', 'evaluate --hard --responses-only'],
    ['evaluate --benchmark mixeval --batch_size 20 --verbose', 'evaluate'],
    [
      'evaluate --api_base_url http://x/v1 --output_dir out',
      'evaluate --base-url http://x/v1 --workspace out',
    ],
    ['evaluate --free_form_parser model --multi_choice_parser model', 'evaluate --parser model'],
    ['evaluate --free_form_parser model --multi_choice_parser rule', 'evaluate --parser cascade'],
    ['evaluate --freeform_judge a --multichoice_judge a', 'evaluate --judge openai:a'],
    ['evaluate --freeform_judge a --multichoice_judge b', 'evaluate --judge openai:a --judge openai:b'],
    ['evaluate --judge_model_id groq:a', 'evaluate --judge groq:a'],
    ['evaluate --judge_model_id a --api_base_url http://x/v1', 'evaluate --judge a --base-url http://x/v1'],
    ['evaluate --model_path here --max_gpu_memory 5GB', 'evaluate'],
    [
      'evaluate --model_systemprompt short --extract_base_model_response',
      'evaluate --system-prompt short --base',
    ],
    [
      'grade --model_response_dir out --models_to_eval gemma --compute_score_from_judged_file --version v',
      'grade out/gemma --parser stored --version v',
    ],
    [
      'grade --model_response_dir out --models_to_eval gemma llama --version v',
      'grade out/gemma out/llama --version v',
    ],
    [
      'grade out --multi_choice_parser model --free_form_parser model --judge_model_id j --compute_score_from_judged_file',
      'grade out --parser stored --judge j',
    ],
    ['grade out --extract_base_model_response', 'grade out --kind base'],
    [
      'evaluate --model m --judge j --parser rule --hard',
      'evaluate --model m --judge j --parser rule --hard',
    ],
    ['mine --verbose', 'mine --verbose'],
  ])('%s', (given, ours) => {
    expect(translated(given)).toBe(ours);
  });

  it('come with a hint each', () => {
    expect(translateMixevalOptions(['evaluate', '--model_name', 'm', '--model_name', 'n']).hints).toEqual([
      "--model_name is MixEval's: here it is --model.",
    ]);
    expect(translateMixevalOptions(['evaluate', '--model', 'm']).hints).toEqual([]);
  });

  it.each([
    ['--model_name'],
    ['--model_name', '--hard'],
    ['--compute_score_from_judged_file'],
    ['--benchmark', 'foo'],
  ])('are a wrong use where they say nothing: %s', (...given) => {
    expect(() => translateMixevalOptions(['evaluate', ...given])).toThrow(
      expect.objectContaining({ code: 'usage' }),
    );
  });

  it.each([
    ['compute_metrics', 'mixeval grade'],
    ['check_eval_complete', 'mixeval runs check'],
  ])('of its scripts %s is told what does its work', (script, ours) => {
    expect(() => translateMixevalOptions([script, '--verbose'])).toThrow(
      expect.objectContaining({ code: 'usage', next: expect.stringContaining(ours) }),
    );
  });
});
