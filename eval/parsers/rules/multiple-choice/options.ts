/** Texts of options, and the reading that names some of them. */

import type { MultipleChoiceItem } from '../../../../src/core/schemas/item.js';
import { plainCharacters } from '../characters.js';
import { normalise } from '../normalise.js';
import type { Reading } from '../rule.js';
import { aloneLetters, indexOfLetter, letterAt } from './letters.js';

/** What multiple-choice rules need of an item: real ones, and those whose options stand in the prompt of a free-form one. */
export type Choices = Pick<MultipleChoiceItem, 'options' | 'target'>;

const ownLabel = /^\s*\(?([A-Z])[).:]\s*/;

/** An option's text for comparing, without a label of its own ("(A)"). */
export function optionText(option: string): string {
  return normalise(plainCharacters(option.replace(ownLabel, '')));
}

/**
 * The options that a letter can mean: that of its place, and another one if an option carries this letter as a label of its
 * own. Some published items have labels out of order.
 */
export function meant(index: number, { options }: Choices): number[] {
  const labelled = options.findIndex((option) => ownLabel.exec(option)?.[1] === letterAt(index));
  return labelled === -1 || labelled === index ? [index] : [index, labelled];
}

/** The one option whose text a text begins with; the longest, where one option begins another. */
export function leadingOption(text: string, { options }: Choices): number | undefined {
  const normal = normalise(text);
  const found = options
    .map((option, index) => ({ index, text: optionText(option) }))
    .filter(({ text: option }) => option !== '' && (normal === option || normal.startsWith(`${option} `)))
    .sort((a, b) => b.text.length - a.text.length);
  const [first, second] = found;
  if (!first || (second && second.text === first.text)) return undefined;
  return first.index;
}

/**
 * The reading of options named by letter, with what follows the letter held against the options' texts.
 *
 * One option is scored. Several, with the right one not among them, are wrong whichever is meant; with the right one among
 * them nothing is scored, and neither is a letter whose text belongs to another option.
 */
export function readingOf(
  indexes: readonly number[],
  choices: Choices,
  confidence: number,
  following = '',
): Reading {
  const joint = optionNaming(indexes, choices);
  if (joint !== undefined) return scored([joint], choices, confidence);
  const text = leadingOption(following.replace(/^[\s.):,"'\]-]+/, '').replace(ownLabel, ''), choices);
  const candidates = new Set(indexes.flatMap((index) => meant(index, choices)));
  const settled = text !== undefined && candidates.has(text) && indexes.length === 1;
  if (settled) return scored([text], choices, confidence);
  if (text !== undefined && indexes.length === 1 && optionText(choices.options[text] ?? '').length > 1) {
    return { score: null, reason: 'unparsed', confidence };
  }
  return scored([...candidates], choices, confidence);
}

/** The option that says no more than that several others hold, and just these: "Both A and B" for A and B. */
function optionNaming(indexes: readonly number[], { options }: Choices): number | undefined {
  if (indexes.length < 2) return undefined;
  const found = options.findIndex((option) => {
    const text = option.replace(ownLabel, '');
    const letters = new Set([...text.matchAll(aloneLetters(options.length))].map((match) => match[1] ?? ''));
    const named = [...letters].map(indexOfLetter);
    const isAllSaid = /^(?:both|all|and|or|of|only|options?|choices?|[A-Z]|[\s,&/().])+$/.test(
      text.replace(/^(?:Both|All|Options?|Only)\b/, ''),
    );
    return isAllSaid && named.length === indexes.length && named.every((index) => indexes.includes(index));
  });
  return found === -1 ? undefined : found;
}

/** As `readingOf`, for options named by their text. */
export function scored(indexes: readonly number[], { target }: Choices, confidence: number): Reading {
  const answer = indexes.map(letterAt).join(', ');
  if (!indexes.includes(target[0])) return { score: 0, answer, confidence };
  if (indexes.length === 1) return { score: 1, answer, confidence };
  return { score: null, reason: 'unparsed', answer, confidence };
}
