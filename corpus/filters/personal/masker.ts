/** Puts placeholders in the place of personal data. */

import { digitsIn, type PersonalKind } from './kind.js';

export interface Masked {
  readonly text: string;
  /** The kinds that were found, each once. */
  readonly kinds: readonly string[];
}

/** Kinds that follow one another and share their first tests: these are made once for all of them. */
interface KindGroup {
  readonly leastDigits: number;
  readonly hint: RegExp | undefined;
  readonly kinds: PersonalKind[];
}

/** How much of what stands before and after a match is looked at. */
const context = 40;

/** A function that puts `[EMAIL]`, `[PHONE]`, ... in the place of what is of these kinds, in their order. */
export function masker(kinds: readonly PersonalKind[]): (text: string) => Masked {
  const groups = grouped(kinds);
  return (text) => {
    const digits = digitsIn(text);
    const found: string[] = [];
    let masked = text;
    for (const { leastDigits, hint, kinds: alike } of groups) {
      // A placeholder has no digit: what is masked already only takes some away.
      if (digits < leastDigits || (hint && !hint.test(masked))) continue;
      for (const kind of alike) masked = withPlaceholders(masked, kind, found);
    }
    return { text: masked, kinds: found };
  };
}

function grouped(kinds: readonly PersonalKind[]): KindGroup[] {
  const groups: KindGroup[] = [];
  for (const kind of kinds) {
    const { leastDigits, hint } = kind;
    const last = groups.at(-1);
    if (last?.leastDigits === leastDigits && last.hint === hint) last.kinds.push(kind);
    else groups.push({ leastDigits, hint, kinds: [kind] });
  }
  return groups;
}

function withPlaceholders(text: string, { kind, pattern, isReal }: PersonalKind, found: string[]): string {
  if (text.search(pattern) === -1) return text;
  return text.replace(pattern, (match, ...rest: unknown[]) => {
    const at = rest.find((value) => typeof value === 'number') ?? 0;
    const end = at + match.length;
    const isIt =
      isReal?.(match, text.slice(Math.max(0, at - context), at), text.slice(end, end + context)) ?? true;
    if (!isIt) return match;
    if (!found.includes(kind)) found.push(kind);
    return `[${kind.toUpperCase()}]`;
  });
}
