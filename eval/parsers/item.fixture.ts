import { type FreeFormItem, itemId, type MultipleChoiceItem } from '../../src/core/schemas/item.js';
import { indexOfLetter } from './rules/multiple-choice/letters.js';

const shared = {
  context: null,
  benchmark_name: 'Tests',
  benchmarks: ['Tests'],
  licence: 'CC0-1.0',
};

/** A free-form item for tests. */
export function freeForm(prompt: string, target: string[], context: string | null = null): FreeFormItem {
  return {
    ...shared,
    context,
    problem_type: 'free-form',
    id: itemId({ context, prompt, target }),
    prompt,
    target,
  };
}

/** A multiple-choice item for tests; `right` is the letter of the right option. */
export function choice(prompt: string, options: string[], right: string): MultipleChoiceItem {
  const target: [number] = [indexOfLetter(right)];
  return {
    ...shared,
    problem_type: 'multiple-choice',
    id: itemId({ context: null, prompt, options, target }),
    prompt,
    options,
    target,
  };
}
