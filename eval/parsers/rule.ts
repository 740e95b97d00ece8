import type { Item } from '../../src/core/schemas/item.js';
import type { Parser, Verdict } from './parser.js';
import { plainCharacters } from './rules/characters.js';
import { freeFormRules } from './rules/free-form/index.js';
import { multipleChoiceRules } from './rules/multiple-choice/index.js';
import { withLatinLetters } from './rules/multiple-choice/letters.js';
import { responseText } from './rules/response-text.js';
import { afterRetraction } from './rules/retraction.js';
import { firstReading } from './rules/rule.js';
import { unwrapped } from './rules/wrapped.js';

/** The longest response that is read, in characters: what lies between its beginning and its end says no more. */
const longest = 20_000;

/**
 * What the rules say of a response: the first rule that is sure decides.
 *
 * @returns score null with reason `empty`, `refused` or `unparsed` where there is no answer or none that rules can read
 */
export function readByRules(item: Item, response: string): Verdict {
  const raw =
    response.length > longest
      ? `${response.slice(0, longest / 2)}\n${response.slice(-longest / 2)}`
      : response;
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(raw)) {
    return { score: null, reason: 'empty', parser: 'rule', by: 'empty', confidence: 1 };
  }
  const plain = unwrapped(raw);
  const rest = afterRetraction(plain);
  const reading = readingOf(item, rest ?? plain);
  if (reading && rest !== undefined) {
    return { ...reading, confidence: Math.min(reading.confidence, 0.9), parser: 'rule' };
  }
  return reading
    ? { ...reading, parser: 'rule' }
    : { score: null, reason: 'unparsed', parser: 'rule', by: 'none', confidence: 0 };
}

function readingOf(item: Item, text: string): ReturnType<typeof firstReading> {
  return item.problem_type === 'multiple-choice'
    ? firstReading(multipleChoiceRules, responseText(withLatinLetters(plainCharacters(text))), item)
    : firstReading(freeFormRules, responseText(text), item);
}

/** Reads by rules alone: free, the same every time, and silent where it is not sure. */
export const ruleParser: Parser = {
  name: 'rule',
  needsJudge: false,
  parse: async ({ item, response }) => readByRules(item, response),
};
