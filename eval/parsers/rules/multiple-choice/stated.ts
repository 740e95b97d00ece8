import { changesMind, refutes } from '../retraction.js';
import type { Reading, ResponseText, Rule } from '../rule.js';
import { isDeniedAfter, isUnqualified } from '../stance.js';
import { isDisowned, statements } from '../statement.js';
import { afterLeadIn } from './lead-in.js';
import { endsInAnother, indexOfLetter, leadingLetters, letterPattern } from './letters.js';
import { type Choices, leadingOption, readingOf, scored } from './options.js';

interface Stated {
  readonly at: number;
  readonly reading: Reading;
}

/** "The answer is B", "Answer: (B)", "the correct option is <its text>", "B is correct", "I choose B". The last one counts. */
export const statedChoice: Rule<Choices> = {
  name: 'stated',
  read(response, choices) {
    const found = [
      ...afterCue(response, choices),
      ...beforeCue(response, choices),
      ...afterColon(response, choices),
      ...led(response, choices),
    ].sort((a, b) => a.at - b.at);
    const last = found.at(-1);
    if (!last) return undefined;
    const changed = found.some(({ reading }) => reading.answer !== last.reading.answer);
    return changed ? { ...last.reading, confidence: 0.9 } : last.reading;
  },
};

function afterCue({ text }: ResponseText, choices: Choices): Stated[] {
  return statements(text).flatMap(({ at, said }) => {
    const plain = said.replace(/^(?:the\s+)?(?:following\s*:?\s*)?(?=option|choice|letter|\(|[A-Z]\b)/i, '');
    const found = leadingLetters(plain, choices.options.length);
    if (found) {
      const rest = plain.slice(found.length);
      const behind = text.slice(at).replace(said, rest);
      if (endsInAnother(behind, found.indexes, choices.options.length)) return [];
      return isTakenBack(rest) ? [] : [{ at, reading: readingOf(found.indexes, choices, 0.99, rest) }];
    }
    const option = leadingOption(said, choices);
    return option === undefined || !isUnqualified(said)
      ? []
      : [{ at, reading: scored([option], choices, 0.97) }];
  });
}

/** "The best match is:" and on the next line one option with its letter and its text, and not the next one after it. */
function afterColon({ text }: ResponseText, choices: Choices): Stated[] {
  const count = choices.options.length;
  return [...text.matchAll(/\b(?:is|are|be)(?: the following)?:[ \t]*\n\s*/gi)]
    .slice(-most)
    .flatMap(({ 0: cue, index }) => {
      const at = index + cue.length;
      const [line = '', ...further] = text
        .slice(at)
        .split('\n')
        .filter((each) => each.trim() !== '');
      const found = leadingLetters(line, count);
      if (found?.indexes.length !== 1 || leadingLetters(further[0] ?? '', count)) return [];
      const rest = line.slice(found.length);
      if (leadingOption(rest.replace(/^[\s.):-]+/, ''), choices) !== found.indexes[0]) return [];
      return [{ at, reading: readingOf(found.indexes, choices, 0.96, rest) }];
    });
}

/** The last one counts; of very many the first ones are not looked at. */
const most = 40;

/** "It is B.", "so B": a letter behind nothing but words that lead up to it. */
function led({ text }: ResponseText, choices: Choices): Stated[] {
  return afterLeadIn(text, choices.options.length)
    .slice(-most)
    .filter(({ at }) => !isDisowned(text, at))
    .map(({ at, index }) => ({ at, reading: readingOf([index], choices, 0.95) }));
}

/** Any letter: as in `afterLeadIn`, those that are no option are passed over. */
const anyLetter = letterPattern(26);
const isCorrect = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:option |choice |answer |statement )?${anyLetter}[.,:]? (?:is|would be|seems|appears(?: to be)?) (?:indeed |therefore |clearly |most likely |likely |probably )?(?:the )?(?:(?:only|most|single) )?(?:correct|right|best|accurate|appropriate|suitable|true|answer)(?! (?:if|when|only|to (?:another|a different)))`,
  'giu',
);
const chosen = new RegExp(
  `(?:agree with|choose|select|pick|go with|chose|opt for|going with|selecting|choosing|corresponds to|matches|selected|answer with|leaving|leaves) (?:only )?(?:the )?(?:option|choice|answer|letter)?:? ?${anyLetter}`,
  'giu',
);

/** Letters that stand before "is correct" or after "I choose". */
function beforeCue({ text }: ResponseText, choices: Choices): Stated[] {
  const patterns = judgesSeveral(text) ? [chosen] : [isCorrect, chosen];
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].slice(-most).flatMap((match) => {
      const index = indexOfLetter(match[1] ?? '');
      // Who chooses stands before the verb: "Most students choose B."
      const behindVerb = match.index + (pattern === chosen ? (/^\w+/.exec(match[0])?.[0].length ?? 0) : 0);
      // The pattern ignores case for its words, but a small letter is no option here.
      if (index < 0 || index >= choices.options.length || isDisowned(text, behindVerb)) return [];
      if (isTakenBack(text.slice(match.index + match[0].length))) return [];
      return [{ at: match.index, reading: readingOf([index], choices, 0.95) }];
    }),
  );
}

/** "A is correct. C is correct.": each option is judged by itself, as where the one that is not correct is asked for. */
function judgesSeveral(text: string): boolean {
  const letters = new Set([...text.matchAll(isCorrect)].map(([, letter]) => letter));
  return letters.size > 1 && !changesMind(text);
}

/** "The answer A is wrong", "A would be correct only if", "B. This is wrong." */
function isTakenBack(rest: string): boolean {
  return (
    isDeniedAfter(rest) ||
    refutes(rest) ||
    /^\s*,? or (?:possibly|perhaps|maybe)\b/i.test(rest) ||
    /^\s*(?:is|would be) (?:correct|right|true) (?:if|when|only)/i.test(rest)
  );
}
