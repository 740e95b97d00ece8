import { optionLines } from './options.js';
import { conversation, type Prompt, questionText } from './prompt.js';

/** Asks a chat model for the letter of the right option. */
export const chatMultipleChoice: Prompt = {
  name: 'chat/multiple-choice',
  kind: 'chat',
  format: 'multiple-choice',
  messages: (question, systemPrompt) =>
    conversation(
      `${questionText(question)}\n\n${optionLines(question.options ?? [])}\n\nWhich option is right? Reply with its letter. If you need to reason first, put the letter alone on a last line that starts with "Answer:".`,
      systemPrompt,
    ),
  stop: [],
  answerIn: (response) => response,
};
