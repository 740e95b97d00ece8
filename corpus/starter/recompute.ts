import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { formulas } from './formulas.js';
import { fractionWords, numberIn, numberWords } from './numbers.js';
import type { StarterItem } from './starter-item.js';

/** Only an endless loop takes so long. */
const timeoutMs = 60_000;
const valueSchema = z.union([z.number(), z.string()]);
const numeric = /^(-?\d+(?:\.\d+)?)(?:\/(\d+))?$/;

/**
 * The right answer, computed anew by an item's check: a JavaScript expression over `formulas`, and over the item's
 * `options` if it has any. The expressions are ours, as trusted as code; the context of its own keeps them short.
 *
 * @throws Error where the expression fails, RangeError where it is not unique
 */
export function recompute(item: StarterItem): number | string {
  const options = item.problem_type === 'multiple-choice' ? item.options : [];
  return valueSchema.parse(
    runInNewContext(item.check ?? 'undefined', { ...formulas, options }, { timeout: timeoutMs }),
  );
}

function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('negative', 'minus')
    .replaceAll(/[-\s]+|\band\b/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
}

/** Whether a text says the value: the same words, the same number at its start, or that number in words. */
function says(text: string, value: number | string): boolean {
  if (text.toLowerCase() === String(value).toLowerCase()) return true;
  const [, numerator, denominator] = numeric.exec(String(value)) ?? [];
  if (numerator === undefined) return false;
  const expected = Number(numerator) / Number(denominator ?? 1);
  const read = numberIn(text);
  if (read !== undefined) return Math.abs(read - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
  const words =
    denominator === undefined
      ? Number.isInteger(expected) && numberWords(expected)
      : fractionWords(Number(numerator), Number(denominator));
  if (!words) return false;
  return ` ${plainWords(text)} `.startsWith(` ${plainWords(words)} `);
}

/**
 * What is wrong with the ground truth of a computed item; undefined where its check bears it out. A number must be
 * said by every accepted answer, a word by the first (the others are its aliases), and by no wrong option.
 */
export function truthProblem(item: StarterItem): string | undefined {
  const value = recompute(item);
  if (item.problem_type === 'multiple-choice') {
    const right = item.options.flatMap((option, index) => (says(option, value) ? [index] : []));
    return String(right) === String(item.target) ? undefined : `the check gives ${value}, options [${right}]`;
  }
  const mustSay = numeric.test(String(value)) ? item.target : item.target.slice(0, 1);
  const wrong = mustSay.filter((answer) => !says(answer, value));
  return wrong.length === 0 ? undefined : `the check gives ${value}, not ${JSON.stringify(wrong)}`;
}
