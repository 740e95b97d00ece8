import { hash } from 'node:crypto';
import { normaliseText } from '../filters/normalise-text.js';

/**
 * A query's id: the first 32 hex digits of sha256 of its normalised, case-folded text. Texts that differ only in
 * case, blanks, markup or look-alike characters of Unicode are one query.
 */
export function queryId(text: string): string {
  return hash('sha256', foldedText(text)).slice(0, 32);
}

/** The text as it is compared: normalised, without case. */
export function foldedText(text: string): string {
  return normaliseText(text).toLowerCase();
}
