import { registryOf } from '../../src/core/registry.js';
import type { Format, Item } from '../../src/core/schemas/item.js';
import type { Model, QuestionView } from '../model.js';
import { baseFreeForm, baseMultipleChoice } from './base.js';
import { chatFreeForm } from './chat-free-form.js';
import { chatMultipleChoice } from './chat-multiple-choice.js';
import type { Prompt } from './prompt.js';

/** One prompt for each kind of model and format of question. */
export const prompts = registryOf<Prompt>('prompt', [
  chatFreeForm,
  chatMultipleChoice,
  baseFreeForm,
  baseMultipleChoice,
]);

/** The prompt for a kind of model and a format. */
export function promptFor(kind: Model['kind'], format: Format): Prompt {
  return prompts.get(`${kind}/${format}`);
}

/** An item without its ground truth: all that a model or a prompt may see. */
export function questionOf(item: Item): QuestionView {
  const { id, context, prompt } = item;
  return item.problem_type === 'multiple-choice'
    ? { id, context, prompt, options: item.options }
    : { id, context, prompt };
}

export { firstAnswer } from './base.js';
export { optionLines, plainOptions } from './options.js';
export type { Prompt } from './prompt.js';
