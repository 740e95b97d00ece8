import { conversation, type Prompt, questionText } from './prompt.js';

/** Asks a chat model for a short answer. */
export const chatFreeForm: Prompt = {
  name: 'chat/free-form',
  kind: 'chat',
  format: 'free-form',
  messages: (question, systemPrompt) =>
    conversation(
      `${questionText(question)}\n\nGive the answer as briefly as you can: a name, a number or a few words. If you need to reason first, put the answer alone on a last line that starts with "Answer:".`,
      systemPrompt,
    ),
  stop: [],
  answerIn: (response) => response,
};
