/** Asks a base model after five examples, and takes its first answer. */

import type { Format } from '../../src/core/schemas/item.js';
import type { QuestionView } from '../model.js';
import { freeFormExamples, multipleChoiceExamples } from './examples.js';
import { optionLines } from './options.js';
import { conversation, type Prompt, questionText } from './prompt.js';

const separator = '\n\n---\n\n';

/** What ends an answer: a blank line, the separator, the next question. */
const ends = ['\n\n', '\n---', '\nQuestion:'];

function block(question: QuestionView, answer: string): string {
  const options = question.options ? `\n${optionLines(question.options)}` : '';
  return `Question: ${questionText(question)}${options}\nAnswer:${answer}`;
}

/** Five solved questions and then the real one, for a model that continues text. */
function base(format: Format, examples: readonly (QuestionView & { readonly answer: string })[]): Prompt {
  const shots = examples.map((example) => block(example, ` ${example.answer}`));
  return {
    name: `base/${format}`,
    kind: 'base',
    format,
    messages: (question, systemPrompt) =>
      conversation([...shots, block(question, '')].join(separator), systemPrompt),
    stop: ends,
    answerIn: firstAnswer,
  };
}

/** A base model's response up to the end of its first answer: what follows answers questions of its own making. */
export function firstAnswer(response: string): string {
  const text = response.trimStart();
  const found = ends.map((mark) => text.indexOf(mark)).filter((at) => at !== -1);
  return text.slice(0, Math.min(text.length, ...found)).trim();
}

export const baseFreeForm = base('free-form', freeFormExamples);
export const baseMultipleChoice = base('multiple-choice', multipleChoiceExamples);
