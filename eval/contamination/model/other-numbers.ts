import { addTo } from '../../../src/core/groups.js';

/** Numbers that mean something wherever they stand: hours of a day, days of a year, per cent. */
const fixed = new Set(['7', '10', '12', '24', '30', '50', '52', '60', '90', '100', '180', '360', '365']);

/** Numbers of one to three digits that count things: `sold 48 clips`, no years, decimals or names (`Apollo 11`). */
const numberPattern = /(?<=(?<!\p{L})\p{Ll}+ )\d{1,3}(?= \p{Ll}{3,})/gu;

/** A text with fewer such numbers states a fact, and in a fact no number might as well be another. */
const fewestNumbers = 2;

/**
 * The numbers of a text that might as well be others, with where they stand.
 *
 * @param fewest of a text with fewer, none
 */
export function freeNumbers(
  text: string,
  fewest = fewestNumbers,
): { readonly number: string; readonly place: number }[] {
  const found = [...text.matchAll(numberPattern)].flatMap(({ 0: number, index }) =>
    fixed.has(number) ? [] : [{ number, place: index }],
  );
  return found.length < fewest ? [] : found;
}

/**
 * Texts with their free numbers exchanged for those of the other texts, as long as they: each number stands as often as
 * before, only elsewhere. A model that has not read the texts finds both alike, since nothing in a text says that it was
 * 23 and not 41.
 *
 * @param turn how far round the numbers are taken from, above 0 and below 1: half-way, those of a text come from one far from
 * it
 * @returns one a text, in their order; undefined for a text without such numbers, or whose numbers nothing else fits
 */
export function withOtherNumbers(
  texts: readonly string[],
  turn = 0.5,
  fewest = fewestNumbers,
): (string | undefined)[] {
  const supply = new Map<number, string[]>();
  const found = texts.map((text) => freeNumbers(text, fewest));
  for (const { number } of found.flat()) {
    addTo(supply, number.length, number);
  }
  const taken = new Map([...supply].map(([digits, all]) => [digits, Math.floor(turn * all.length)]));
  return texts.map((text, at) => {
    let changed = '';
    let read = 0;
    for (const { number, place } of found[at] ?? []) {
      const all = supply.get(number.length) ?? [];
      const next = taken.get(number.length) ?? 0;
      taken.set(number.length, next + 1);
      changed += text.slice(read, place) + (all[next % all.length] ?? number);
      read = place + number.length;
    }
    changed += text.slice(read);
    return changed === text ? undefined : changed;
  });
}
