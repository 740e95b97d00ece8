/** Names from users: safe as a file's name, and the nearest known one to a misspelt one. */

import { MixevalError } from './errors.js';

const allowed = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/**
 * Checks a name that becomes a file's or a folder's: letters, digits, `.`, `_` and `-`, at most 100 of them, the
 * first a letter or a digit.
 *
 * @param kind what is named, for the message: `version`, `pool`
 * @throws MixevalError `usage`
 */
export function safeName(name: string, kind: string): string {
  if (allowed.test(name)) return name;
  throw new MixevalError('usage', `"${name}" cannot be the name of a ${kind}.`, {
    next: 'Use letters, digits, ".", "_" and "-", starting with a letter or a digit.',
  });
}

/** Edit distance (Levenshtein) of two short strings. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(swap, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The known name most like a mistyped one, if any is close: for "did you mean". */
export function closestName(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : undefined;
}
