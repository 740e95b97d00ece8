import type { TargetKind } from '../benchmarks/layout/columns.js';
import type { Reason } from './reasons.js';

const letterForm = /^\(?([A-Za-z])[).]*$/;

function indexOfLetter(text: string): number | undefined {
  const letter = letterForm.exec(text)?.[1];
  return letter === undefined ? undefined : letter.toUpperCase().charCodeAt(0) - 65;
}

const indexOfNumber = (text: string): number | undefined => (/^\d+$/.test(text) ? Number(text) : undefined);

function indexOfText(text: string, options: readonly string[]): number | undefined {
  const exact = options.indexOf(text);
  if (exact !== -1) return exact;
  const folded = options.map((option) => option.toLowerCase());
  const found = folded.indexOf(text.toLowerCase());
  return found !== -1 && folded.lastIndexOf(text.toLowerCase()) === found ? found : undefined;
}

/**
 * The place of the right option, 0-based, or why there is none. Nothing is guessed: what can be read in two ways is not taken.
 */
export function rightOption(
  target: readonly (string | number)[],
  options: readonly string[],
  kind: TargetKind | undefined,
): number | Reason {
  const [value] = target;
  if (value === undefined || value === '') return 'empty-target';
  if (target.length > 1) return 'several-right-options';
  const text = String(value).trim();
  const readings = {
    index: () => indexOfNumber(text),
    letter: () => indexOfLetter(text),
    text: () => indexOfText(text, options),
    scores: () => indexOfText(text, options),
  };
  const kinds: readonly TargetKind[] =
    kind !== undefined ? [kind] : typeof value === 'number' ? ['index'] : ['index', 'letter', 'text'];
  const found = new Set(
    kinds
      .map((each) => readings[each]())
      .filter((index): index is number => index !== undefined && index < options.length),
  );
  const [place] = found;
  if (found.size > 1) return 'ambiguous-target';
  return place ?? 'target-not-an-option';
}
