import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { normalise, wordsOf } from '../normalise.js';
import { callsWrong, changesMind } from '../retraction.js';
import type { ResponseText, Rule } from '../rule.js';
import { beginsWithNoOf, isDeniedAfter, isSupposed } from '../stance.js';
import { answerPart } from './answer-part.js';
import { restated } from './restated.js';
import { acceptedAnswers } from './targets.js';

const pairs: readonly (readonly [string, string])[] = [
  ['yes', 'no'],
  ['true', 'false'],
  ['valid', 'invalid'],
  ['correct', 'incorrect'],
  ['plausible', 'implausible'],
];

/** A beginning that is no answer: "yes and no". */
const idiom = /^["'(]*(?:(?:yes|no|true|false) (?:and|or) (?:yes|no|true|false)\b)/i;

/** Questions with two answers, yes and no or the like. */
export const yesOrNoAnswer: Rule<FreeFormItem> = {
  name: 'yes-or-no',
  read(response, item) {
    const accepted = new Set(acceptedAnswers(item).map(normalise));
    const [target] = accepted;
    const pair = pairs.find((words) => words.some((word) => word === target));
    if (accepted.size !== 1 || target === undefined || !pair) return undefined;
    const given = givenWord(response, pair) ?? concluded(response, item.prompt, pair);
    if (given === undefined) return undefined;
    return { score: Number(given === target), answer: given, confidence: 0.97 };
  },
};

/** The one of two words that the last sentence comes down to, or that it answers a question of yes or no with. */
function concluded(
  { text, sentences }: ResponseText,
  prompt: string,
  pair: readonly [string, string],
): string | undefined {
  const last = sentences.at(-1) ?? '';
  if (changesMind(text)) return undefined;
  const end = new RegExp(`\\b(?:is|to|equals|becomes)[: ]+["'(]*(${pair.join('|')})["')]*[.!]?$`, 'i').exec(
    last,
  );
  if (end) {
    // "Not True and True" is the question's own.
    const before = new Set(wordsOf(last.slice(0, end.index)));
    for (const word of wordsOf(prompt)) before.delete(word);
    const own = [...before].join(' ');
    return isSupposed(own) || /\b(?:not|cannot|never|neither|nor|hardly|\w+nt)\b/.test(own)
      ? undefined
      : end[1]?.toLowerCase();
  }
  return pair[0] === 'yes' ? restated(prompt, last) : undefined;
}

/** The one of two words that the answer, the beginning or the last sentence gives. */
function givenWord(response: ResponseText, pair: readonly [string, string]): string | undefined {
  const part = answerPart(response);
  const ends = part.kind === 'marked' ? [part.text] : [response.text, response.sentences.at(-1) ?? ''];
  for (const [end, text] of ends.entries()) {
    const words = normalise(text).split(' ');
    if (
      beginsWithNoOf(text) ||
      idiom.test(text) ||
      (part.kind !== 'marked' && changesMind(text.slice(0, 200)))
    )
      continue;
    const first = pair.find((word) => words[0] === word);
    if (first !== undefined) return isPlain(text, first, pair) ? first : undefined;
    const named = pair.filter((word) => words.includes(word));
    const [word = ''] = named;
    const place = text.toLowerCase().lastIndexOf(word);
    // Within a sentence "not valid" and "no" as a determiner mislead: only a word that cannot be denied counts.
    if (
      (part.kind === 'marked' || end === 1) &&
      named.length === 1 &&
      !/\b(?:not|cannot|neither|nobody|no one|never|hardly|scarcely|far from|anything but|(?:true|false) to)\b|n't\b/i.test(
        text,
      ) &&
      !isSupposed(text.slice(0, place)) &&
      !isDeniedAfter(text.slice(place + word.length)) &&
      (word !== 'no' || part.kind === 'marked')
    )
      return word;
  }
  return undefined;
}

/** Whether a text begins with a word and stands by it: "Yes? No.", "Yes/No" and "Yes is wrong" do not. */
function isPlain(text: string, word: string, pair: readonly string[]): boolean {
  const rest = text.replace(/^\P{L}+/u, '').slice(word.length);
  const [other] = pair.filter((each) => each !== word);
  return !(
    isDeniedAfter(rest) ||
    callsWrong(rest) ||
    /^["')]* (?:is|would be) (?:wrong|false|incorrect)/i.test(rest) ||
    new RegExp(`^[\\s/,.;:?–—-]*(?:(?:and|or|but) )?${other}\\b|\\bbut\\b[^.]*\\b${other}\\b`, 'i').test(rest)
  );
}
