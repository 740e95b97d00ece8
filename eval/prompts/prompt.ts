/** A prompt: how a question of one format is put to one kind of model. */

import type { Format } from '../../src/core/schemas/item.js';
import type { Message, Model, QuestionView } from '../model.js';

/** How a question of one format is put to one kind of model. */
export interface Prompt {
  /** `<kind>/<format>`. */
  readonly name: string;
  readonly kind: Model['kind'];
  readonly format: Format;
  /** The whole of what the model reads; a system prompt comes first. */
  messages(question: QuestionView, systemPrompt: string | undefined): Message[];
  /** Where the model is told to stop; none for chat models. */
  readonly stop: readonly string[];
  /** The part of a response that is the answer. */
  answerIn(response: string): string;
}

/** The question with its passage before it, if it has one. MixEval writes some absent passages as "None". */
export function questionText({ context, prompt }: QuestionView): string {
  const passage = context === null || context === 'None' ? '' : context.trim();
  return passage === '' ? prompt.trim() : `${passage}\n\n${prompt.trim()}`;
}

/** A user's message, after a system prompt if there is one. */
export function conversation(text: string, systemPrompt: string | undefined): Message[] {
  const user: Message = { role: 'user', content: text };
  return systemPrompt === undefined ? [user] : [{ role: 'system', content: systemPrompt }, user];
}
