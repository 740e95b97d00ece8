import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordEvidence } from './function-words.js';

describe('the evidence of words', () => {
  it.each([
    ['What is the capital of Peru?', 6, 'en'],
    ["wie heißt der Fluss, und was ist l'eau", 8, 'de'],
    ['cuál es la capital', 4, undefined],
  ])('of "%s": %i words', (text, words, language) => {
    const evidence = wordEvidence(text);
    expect(evidence.words).toBe(words);
    if (language) expect(evidence.hits.get(language)).toBeGreaterThan(0);
  });

  it('is the same beside a word of another script', () => {
    const word = fc.constantFrom(
      'What',
      "what's",
      'le',
      'der',
      'QUI',
      'e-mail',
      "'tis",
      '-',
      '3D',
      'combien',
      'jak',
      'x',
    );
    const text = fc.array(word, { maxLength: 10 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, (said) => {
        const alone = wordEvidence(said);
        const beside = wordEvidence(`${said} \u4f60`);
        expect(beside).toEqual({ ...alone, words: alone.words + 1 });
      }),
    );
  });
});
