import type { Words } from './words.js';

/** Signs of formulas and diagrams. Marks of sentences and of TeX tell nothing. */
const signPattern = /(?!\$)[\p{S}()[\]{}*/|%&@-]/gu;
/** What joins the parts of a word. */
const hyphens = /(?<=\p{L})[-‐‑](?=\p{L})/gu;
const dashes = /[‐-―−]/gu;

/**
 * The signs between some words of a text, with those just before and behind them: on the same line and in the same string. What
 * parts words is left out of their hashes, so that `3 + 4` and `3 - 4` have the same.
 *
 * @param first of the words, by its place
 * @param last the last one, inclusive
 */
export function signsAround({ bytes, count, starts, ends }: Words, first: number, last: number): string {
  const from = first > 0 ? ends[first - 1] : 0;
  const to = last + 1 < count ? starts[last + 1] : bytes.length;
  const [begin = 0, end = 0] = [starts[first], ends[last]];
  const before = textOf(bytes.subarray(from, begin)).split(/[\n"]/).at(-1) ?? '';
  const [behind = ''] = textOf(bytes.subarray(end, to)).split(/[\n"]/);
  const text = `${before}${textOf(bytes.subarray(begin, end))}${behind}`;
  const plain = text.replaceAll(hyphens, '').replaceAll(dashes, '-');
  return (plain.match(signPattern) ?? []).join('');
}

/** Between two numbers what is done with them, dashes made alike before. */
const operators = /(?<=\d)\s*([+×*·÷/-])\s*(?=\d)/gu;

/** What is done with the numbers of some words of a text, in their order: `+`, `-`, `×` or `/` for each. */
export function operatorsIn({ bytes, starts, ends }: Words, first: number, last: number): string {
  const text = textOf(bytes.subarray(starts[first] ?? 0, ends[last] ?? 0)).replaceAll(dashes, '-');
  const found = [...text.matchAll(operators)].map(([, sign = '']) => sign).join('');
  return found.replaceAll(/[*·]/g, '×').replaceAll('÷', '/');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
