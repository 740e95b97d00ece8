import type { QueryFilter } from './filter.js';
import { normaliseText } from './normalise-text.js';
import { accounts } from './personal/accounts.js';
import { emails, phones } from './personal/contacts.js';
import { identityNumbers } from './personal/identity-numbers.js';
import { ipAddresses } from './personal/ip-addresses.js';
import { keys } from './personal/keys.js';
import type { PersonalKind } from './personal/kind.js';
import { type Masked, masker } from './personal/masker.js';
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

const maskAll = masker(personalKinds);
/** Nobody means to keep a key: it opens something, and says nothing. */
export const maskKeys = masker(keys);

/**
 * Puts `[EMAIL]`, `[PHONE]`, `[CARD]`, `[IBAN]`, `[IP]`, `[KEY]`, `[ID]` and `[ADDRESS]` in the
 * place of personal data.
 *
 * @param mask masks other kinds instead
 */
export function maskPersonalData(text: string, mask = maskAll): Masked {
  return mayHold.test(text) ? mask(text) : { text, kinds: [] };
}

/** A text as it was found, masked; where its normal form holds what hides in it (zero-width signs, entities), that form. */
export function maskedHidden(text: string, mask = maskAll): string {
  const hidden = maskPersonalData(normaliseText(text), mask);
  return hidden.kinds.length > 0 ? hidden.text : maskPersonalData(text, mask).text;
}

/** Masks personal data, or drops the query that holds it; one that holds nothing else asks nothing. */
export const personalData: QueryFilter = {
  name: 'personal-data',
  reasons: { 'personal-data': 'holds nothing but personal data; with --pii drop, holds any' },
  prepare:
    async ({ pii }) =>
    (draft) => {
      const { text, kinds: found } = maskPersonalData(draft.text, pii === 'keep' ? maskKeys : maskAll);
      if (found.length === 0) return { kept: draft };
      if (pii === 'drop' || isNothingElse(text)) return { reason: 'personal-data' };
      return { kept: { ...draft, text, flags: [...draft.flags, ...found.map((kind) => `masked-${kind}`)] } };
    },
};

function isNothingElse(masked: string): boolean {
  return !/[\p{L}\p{N}]/u.test(masked.replace(/\[[A-Z]+\]/g, ''));
}
