import { expect, test } from 'vitest';
import { cutReasoning } from './cut-reasoning.js';

test.each([
  ['no block', 'B', 'B'],
  ['a block before the answer', '<think>A? B?</think>\n\nB', 'B'],
  ['several blocks', '<think>A</think>B<think>C</think>', 'B'],
  ['a block that was opened in the prompt', 'A? No.\n</think>\nB', 'B'],
  ['a block that never ended', 'B<think>or perhaps', 'B'],
  ['nothing but reasoning', '<think>A? B?', ''],
  ['other names and capitals', '<Reasoning>A</Reasoning><thought>C</thought>B', 'B'],
  ['an angle bracket that is none', '2 < 3 and <b>B</b>', '2 < 3 and <b>B</b>'],
])('%s', (_name, response, answer) => {
  expect(cutReasoning(response)).toBe(answer);
});
