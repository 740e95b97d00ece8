import type { QueryFilter } from './filter.js';
import { normaliseText } from './normalise-text.js';
import { accounts } from './personal/accounts.js';
import { emails, phones } from './personal/contacts.js';
import { identityNumbers } from './personal/identity-numbers.js';
import { ipAddresses } from './personal/ip-addresses.js';
import { keys } from './personal/keys.js';
import { digitsIn, type PersonalKind } from './personal/kind.js';
import { streetAddresses } from './personal/street-addresses.js';

/** In this order: what is surest first, so that no part of it is taken for something else. */
export const personalKinds: readonly PersonalKind[] = [
  ...keys,
  ...emails,
  ...accounts,
  ...identityNumbers,
  ...ipAddresses,
  ...streetAddresses,
  ...phones,
];

/** Most texts hold neither a digit nor an at sign nor anything that a key is written with. */
const mayHold = /\d|@|-----BEGIN|\bdot\b|\bat\s?[)\]}>]/i;

/** How much of what stands before and after a match is looked at. */
const context = 40;

export interface Masked {
  readonly text: string;
  /** The kinds that were found, each once. */
  readonly kinds: readonly string[];
}

/**
 * Puts `[EMAIL]`, `[PHONE]`, `[CARD]`, `[IBAN]`, `[IP]`, `[KEY]`, `[ID]` and `[ADDRESS]` in the
 * place of personal data; of some kinds alone where they are named.
 */
export function maskPersonalData(text: string, only?: readonly PersonalKind['kind'][]): Masked {
  if (!mayHold.test(text)) return { text, kinds: [] };
  return maskKinds(text, only ? personalKinds.filter(({ kind }) => only.includes(kind)) : personalKinds);
}

/** A text as it was found, masked; where its normal form holds what hides in it (zero-width signs, entities), that form. */
export function maskedHidden(text: string, only?: readonly PersonalKind['kind'][]): string {
  const hidden = maskPersonalData(normaliseText(text), only);
  return hidden.kinds.length > 0 ? hidden.text : maskPersonalData(text, only).text;
}

/** The same for kinds of one's own, in their order. */
export function maskKinds(text: string, kinds: readonly PersonalKind[]): Masked {
  const found = new Set<string>();
  const digits = digitsIn(text);
  let masked = text;
  // What several kinds share is tested once, as long as the text stays as it is.
  let tested: { readonly hint: RegExp; readonly text: string; readonly matches: boolean } | undefined;
  for (const { kind, leastDigits, hint, pattern, isReal } of kinds) {
    // A placeholder has no digit: what is masked already only takes some away.
    if (digits < leastDigits) continue;
    const seen = masked;
    if (hint) {
      if (tested?.hint !== hint || tested.text !== seen)
        tested = { hint, text: seen, matches: hint.test(seen) };
      if (!tested.matches) continue;
    }
    if (seen.search(pattern) === -1) continue;
    masked = seen.replace(pattern, (match, ...rest: unknown[]) => {
      const at = rest.find((value) => typeof value === 'number') ?? 0;
      const end = at + match.length;
      const isIt =
        isReal?.(match, seen.slice(Math.max(0, at - context), at), seen.slice(end, end + context)) ?? true;
      if (!isIt) return match;
      found.add(kind);
      return `[${kind.toUpperCase()}]`;
    });
  }
  return { text: masked, kinds: [...found] };
}

/** Masks personal data, or drops the query that holds it; one that holds nothing else asks nothing. */
export const personalData: QueryFilter = {
  name: 'personal-data',
  reasons: { 'personal-data': 'holds nothing but personal data; with --pii drop, holds any' },
  prepare:
    async ({ pii }) =>
    (draft) => {
      // Nobody means to keep a key: it opens something, and says nothing.
      const { text, kinds: found } = maskPersonalData(draft.text, pii === 'keep' ? ['key'] : undefined);
      if (found.length === 0) return { kept: draft };
      if (pii === 'drop' || isNothingElse(text)) return { reason: 'personal-data' };
      return { kept: { ...draft, text, flags: [...draft.flags, ...found.map((kind) => `masked-${kind}`)] } };
    },
};

function isNothingElse(masked: string): boolean {
  return !/[\p{L}\p{N}]/u.test(masked.replace(/\[[A-Z]+\]/g, ''));
}
