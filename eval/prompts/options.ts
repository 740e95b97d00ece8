import { letterAt } from '../parsers/rules/multiple-choice/letters.js';

const ownLabel = /^\s*(?:\(([A-Za-z])\)|([A-Za-z])[).:])\s*/;

/**
 * Options without labels of their own: `(B) seven` becomes `seven`, but only where every option carries its letter,
 * in order. "A. Lincoln" among other names stays as it is.
 */
export function plainOptions(options: readonly string[]): string[] {
  const stripped = options.map((option) => option.replace(ownLabel, '').trim());
  const labelled = options.every((option, index) => {
    const found = ownLabel.exec(option);
    return (found?.[1] ?? found?.[2])?.toUpperCase() === letterAt(index) && stripped[index] !== '';
  });
  return labelled ? stripped : options.map((option) => option.trim());
}

/** Options as lines, `(A) ...`; a label that they bring along is not doubled. */
export function optionLines(options: readonly string[]): string {
  return plainOptions(options)
    .map((option, index) => `(${letterAt(index)}) ${option}`)
    .join('\n');
}
