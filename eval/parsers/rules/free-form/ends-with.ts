import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { refuses } from '../refusal.js';
import type { Rule } from '../rule.js';
import { deniesAbroad } from '../stance.js';
import { answerPart } from './answer-part.js';
import { asWords, isDisowned } from './mention.js';
import { corrected } from './taken-back.js';
import { acceptedWords } from './targets.js';

const copulas = new Set(['is', 'are', 'was', 'were', 'called', 'named', 'being', 'be']);

/** The answering sentence ends in "... is <an accepted answer>": an answer even where its words stand in the question. */
export const endsWithAnswer: Rule<FreeFormItem> = {
  name: 'ends-with',
  read(response, item) {
    const { text } = answerPart(response);
    if (refuses(text) || corrected(response) || deniesAbroad(text) || /\?$/.test(text)) return undefined;
    const words = asWords(text);
    const question = asWords(item.prompt);
    const accepted = acceptedWords(item).find(({ words: wanted }) => {
      const at = words.stems.length - wanted.stems.length;
      return (
        at > 0 &&
        copulas.has(words.typed[at - 1] ?? '') &&
        wanted.stems.every((word, index) => word === words.stems[at + index]) &&
        !/^(?:not|cannot|never|\w+nt)$/.test(words.typed[at - 2] ?? '') &&
        !isDisowned(words, at, wanted.stems.length, question)
      );
    });
    return accepted && { score: 1, answer: accepted.answer, confidence: 0.95 };
  },
};
