/** Options as they are shown to a model, without labels of their own. */

import { letterAt } from '../parsers/rules/multiple-choice/letters.js';

const ownLabel = /^\s*(?:\(([A-Za-z])\)|([A-Za-z])[).:])\s*/;

/**
 * Options without labels of their own: `(B) seven` becomes `seven`, but only where the options carry the letters of their
 * places, in any order (some published items have them mixed up). "A. Lincoln" among other names stays as it is.
 */
export function plainOptions(options: readonly string[]): string[] {
  const labels = options.map((option) => {
    const found = ownLabel.exec(option);
    return (found?.[1] ?? found?.[2])?.toUpperCase();
  });
  const stripped = options.map((option) => option.replace(ownLabel, '').trim());
  const labelled = options.every((_, index) => labels.includes(letterAt(index)) && stripped[index] !== '');
  return labelled ? stripped : options.map((option) => option.trim());
}

/** Options as lines, `(A) ...`; a label that they bring along is not doubled. */
export function optionLines(options: readonly string[]): string {
  return plainOptions(options)
    .map((option, index) => `(${letterAt(index)}) ${option}`)
    .join('\n');
}
