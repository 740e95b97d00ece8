import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { refuses } from '../refusal.js';
import type { Rule } from '../rule.js';
import { answerPart } from './answer-part.js';
import { asWords } from './mention.js';
import { corrected, isSupposed } from './taken-back.js';
import { acceptedWords } from './targets.js';

const copulas = new Set(['is', 'are', 'was', 'were', 'called', 'named', 'being', 'be']);

/** The answering sentence ends in "... is <an accepted answer>": an answer even where its words stand in the question. */
export const endsWithAnswer: Rule<FreeFormItem> = {
  name: 'ends-with',
  read(response, item) {
    const { text } = answerPart(response);
    if (refuses(text) || corrected(response) || isSupposed(text)) return undefined;
    const { stems, typed } = asWords(text);
    const accepted = acceptedWords(item).find(({ words: { stems: wanted } }) => {
      const at = stems.length - wanted.length;
      return (
        at > 0 &&
        copulas.has(typed[at - 1] ?? '') &&
        wanted.every((word, index) => word === stems[at + index])
      );
    });
    return accepted && { score: 1, answer: accepted.answer, confidence: 0.95 };
  },
};
