import type { Item } from '../../src/core/schemas/item.js';

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const share = (text: string, pattern: RegExp): number =>
  text.length === 0 ? 0 : (text.match(pattern)?.length ?? 0) / text.length;
const meanLength = (texts: readonly string[]): number =>
  texts.length === 0 ? 0 : texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
const options = (item: Item): readonly string[] =>
  item.problem_type === 'multiple-choice' ? item.options : [];
const answer = (item: Item): string =>
  item.problem_type === 'multiple-choice' ? (item.options[item.target[0]] ?? '') : (item.target[0] ?? '');

/** What can be read off an item without knowing its subject: each a number, lengths as logarithms. */
const features: readonly ((item: Item) => number)[] = [
  (item) => Math.log1p(item.prompt.length),
  (item) => Math.log1p(item.context?.length ?? 0),
  (item) => meanLength(words(item.prompt)),
  (item) => share(item.prompt, /\d/g),
  (item) => share(item.prompt, /\p{Lu}/gu),
  (item) => (/\b(not|except|least|never|false)\b/i.test(item.prompt) ? 1 : 0),
  (item) => (item.problem_type === 'multiple-choice' ? 1 : 0),
  (item) => options(item).length,
  (item) => Math.log1p(meanLength(options(item))),
  (item) => Math.log1p(answer(item).length),
  (item) => (/^[\s$-]*[\d.,/]+[\s%]*$/.test(answer(item)) ? 1 : 0),
  (item) => (item.problem_type === 'free-form' ? Math.log(item.target.length) : 0),
];

/** The features of an item that its difficulty is predicted from. */
export function featuresOf(item: Item): Float64Array {
  return Float64Array.from(features, (feature) => feature(item));
}
