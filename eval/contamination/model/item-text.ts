/** An item as a text, and how a text is put before a model. */

import type { Item, MultipleChoiceItem } from '../../../src/core/schemas/item.js';
import type { Message, Model } from '../../model.js';
import { letterAt } from '../../parsers/rules/multiple-choice/letters.js';
import { optionLines, questionOf } from '../../prompts/index.js';
import { questionText } from '../../prompts/prompt.js';

/** The question with its passage and its options, as a worksheet would print it. */
export function itemText(item: Item): string {
  const options = item.problem_type === 'multiple-choice' ? `\n${optionLines(item.options)}` : '';
  return `${questionText(questionOf(item))}${options}`;
}

/** The same with its answer: the right option's letter, or the first accepted answer. */
export function solvedText(item: Item): string {
  const answer = item.problem_type === 'multiple-choice' ? letterAt(item.target[0]) : (item.target[0] ?? '');
  return `${itemText(item)}\nAnswer: ${answer}`;
}

/** A chat model is told what to do with the text, a base model gets the text alone. The text comes last. */
export function putBefore(kind: Model['kind'], instruction: string, text: string): Message[] {
  return [{ role: 'user', content: kind === 'base' ? text : `${instruction}\n\n${text}` }];
}

/** The multiple-choice items among them. */
export function choicesIn(splits: readonly (readonly Item[])[]): MultipleChoiceItem[] {
  return splits.flat().filter((item) => item.problem_type === 'multiple-choice');
}

/** Words as texts are compared by: letters and digits in lower case. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
