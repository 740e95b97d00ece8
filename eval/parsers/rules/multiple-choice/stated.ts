import type { Reading, ResponseText, Rule } from '../rule.js';
import { statements } from '../statement.js';
import { leadingLetters, letterPattern } from './letters.js';
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
    ].sort((a, b) => a.at - b.at);
    const last = found.at(-1);
    if (!last) return undefined;
    const changed = found.some(({ reading }) => reading.answer !== last.reading.answer);
    return changed ? { ...last.reading, confidence: 0.9 } : last.reading;
  },
};

function afterCue({ text }: ResponseText, choices: Choices): Stated[] {
  return statements(text).flatMap(({ at, said }) => {
    if (conditional(text, at)) return [];
    const plain = said.replace(/^(?:the\s+)?(?:following\s*:?\s*)?(?=option|choice|letter|\(|[A-Z]\b)/i, '');
    const found = leadingLetters(plain, choices.options.length);
    if (found) {
      const rest = plain.slice(found.length);
      return denied(rest) ? [] : [{ at, reading: readingOf(found.indexes, choices, 0.99, rest) }];
    }
    const option = leadingOption(said, choices);
    return option === undefined ? [] : [{ at, reading: scored([option], choices, 0.97) }];
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

/** Letters that stand before "is correct" or after "I choose". */
function beforeCue({ text }: ResponseText, choices: Choices): Stated[] {
  const letter = letterPattern(choices.options.length);
  const patterns = [
    `(?<![\\p{L}\\p{N}])(?:option |choice |answer |statement )?${letter}[.,:]? (?:is|would be|seems|appears(?: to be)?) (?:indeed |therefore |clearly |most likely |likely |probably )?(?:the )?(?:(?:only|most|single) )?(?:correct|right|best|accurate|appropriate|suitable|true|answer)(?! (?:if|when|only|to (?:another|a different)))`,
    `(?:agree with|choose|select|pick|go with|chose|opt for|going with|selecting|choosing|corresponds to|matches|selected|answer with|leaving|leaves) (?:only )?(?:the )?(?:option|choice|answer|letter)?:? ?${letter}`,
  ];
  return patterns.flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, 'giu'))].slice(-most).flatMap((match) => {
      const index = (match[1] ?? '').charCodeAt(0) - 65;
      // The pattern ignores case for its words, but a small letter is no option here.
      if (index < 0 || index >= choices.options.length || conditional(text, match.index)) return [];
      return [{ at: match.index, reading: readingOf([index], choices, 0.95) }];
    }),
  );
}

/** "If it is Spanish, option A would be the answer" chooses nothing. */
function conditional(text: string, at: number): boolean {
  const sentence =
    text
      .slice(0, at)
      .split(/[.!?\n]/)
      .at(-1) ?? '';
  return (
    /\b(?:if|unless|whether|suppose|assuming|in case|had)\b/i.test(sentence) ||
    /\b(?:not|n't|neither|nor) (?:necessarily |\w+ )?$/i.test(sentence)
  );
}

/** "The answer A is wrong", "A would be correct only if". */
function denied(rest: string): boolean {
  return (
    /^\s*(?:\?|,? or (?:possibly|perhaps|maybe)\b)/i.test(rest) ||
    /^[\s,.)]*(?:is|are|was|would be|cannot be|can't be)\s+(?:not|n't|never|in(?:correct|valid)|wrong|false|only if)/i.test(
      rest,
    ) ||
    /^\s*(?:is|would be) (?:correct|right|true) (?:if|when|only)/i.test(rest)
  );
}
