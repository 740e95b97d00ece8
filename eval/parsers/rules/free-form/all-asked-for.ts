import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import type { Rule } from '../rule.js';
import { deniesAbroad } from '../stance.js';
import { answerPart } from './answer-part.js';
import { asWords, mentions, tooCommon, type Words } from './mention.js';
import { answersAskedFor } from './several.js';
import { corrected } from './taken-back.js';
import { acceptedAnswers } from './targets.js';

/** The question asks for several answers, and as many accepted ones stand in the response, in any order. */
export const allAskedFor: Rule<FreeFormItem> = {
  name: 'all-asked-for',
  read(response, item) {
    const { text } = response;
    const asked = answersAskedFor(item.prompt);
    if (asked === 1 || corrected(response) || deniesAbroad(text)) return undefined;
    const words = asWords(text);
    const whole = acceptedAnswers(item).find((answer) => isSameList(answer, text, asked));
    if (whole !== undefined) return { score: 1, answer: whole, confidence: 0.95 };
    const answers = distinct(acceptedAnswers(item));
    const found = answers.filter(
      (answer) => !tooCommon(asWords(answer)) && mentions(asWords(answer), words).length > 0,
    );
    const enough =
      asked === 'unknown' ? Math.max(1, answers.length) : Math.min(asked, Math.max(answers.length, 1));
    const part = answerPart(response);
    const list = part.kind === 'marked' ? part.text : text;
    if (found.length < enough || namesMore(list, answers, item.prompt)) return undefined;
    if (/\bor\b/i.test(text)) return undefined;
    return { score: 1, answer: found.join(', '), confidence: 0.93 };
  },
};

/**
 * Whether an accepted answer names all that are asked for ("Red, green and blue"), and a text lists the same in any order and
 * nothing else.
 */
function isSameList(answer: string, text: string, asked: number | 'unknown'): boolean {
  const parts = listed(answer).map(asWords);
  if (parts.length < 2 || (asked !== 'unknown' && parts.length !== asked)) return false;
  const given = listed(text.replace(/^.*:\s/, '')).map(asWords);
  const names = (part: Words, words: Words): boolean => mentions(part, words).length > 0;
  return (
    given.length === parts.length &&
    parts.every((part) => given.some((words) => names(part, words))) &&
    given.every((words) => parts.some((part) => names(part, words)))
  );
}

/** Whether a text that just lists short things lists one which is no accepted answer: "white, red and blue". */
function namesMore(text: string, answers: readonly string[], prompt: string): boolean {
  const accepted = answers.map(asWords);
  const question = asWords(prompt).stems;
  const parts = listed(text.replace(/^[^\n]*(?::\s|\b(?:is|are|was|were)\s)/, '')).map(asWords);
  const isShort = parts.every(({ typed }) => typed.length <= longestEntry);
  const strange = parts.filter(
    (part) =>
      part.stems.some((word) => !question.includes(word)) &&
      accepted.every((answer) => mentions(answer, part).length === 0 && mentions(part, answer).length === 0),
  );
  return isShort && strange.length > 0;
}

/** In words: what is longer is a part of a sentence. */
const longestEntry = 4;

/** The things that stand side by side in a text. */
function listed(text: string): string[] {
  return text.split(/,(?!\d{3})|[;&\n]|\band\b/).filter((part) => part.trim() !== '');
}

/** Answers without those that only say more or less of another. */
function distinct(answers: readonly string[]): string[] {
  return answers.filter(
    (answer) =>
      !answers.some(
        (other) =>
          other !== answer &&
          other.length < answer.length &&
          mentions(asWords(other), asWords(answer)).length > 0,
      ),
  );
}
