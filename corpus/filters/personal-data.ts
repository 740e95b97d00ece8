import { isIPv4, isIPv6 } from 'node:net';
import { passesIban, passesLuhn } from './checksums.js';
import type { QueryFilter } from './filter.js';

/** One kind of personal data: where it may stand, and what makes sure that it is that. */
interface PersonalData {
  readonly kind: string;
  readonly pattern: RegExp;
  /** Whether a match is of this kind; `before` is the text just before it. */
  readonly isReal?: (match: string, before: string) => boolean;
}

/** A version, a section or a standard is written like an address or a number, but says so before it. */
const namesANumber =
  /(?:\b(?:v|ver|version|release|build|rev|firmware|section|chapter|isbn|issn|doi|rfc|iso|part|model|sku|order|case|item|ticket|id|dfars|far|cfr|usc)(?:\s*(?:no|number|#))?[.:#]?\s*|#|[a-z]\/)$/i;

function isPersonalIPv4(address: string, before: string): boolean {
  if (!isIPv4(address) || namesANumber.test(before)) return false;
  // Private, loopback, mask and the public resolvers everybody writes about lead to nobody.
  return !/^(?:10|127|0|255|172\.(?:1[6-9]|2\d|3[01])|192\.168|169\.254|22[4-9]|23\d)\.|^(?:8\.8\.(?:8\.8|4\.4)|1\.[01]\.[01]\.1|9\.9\.9\.9)$/.test(
    address,
  );
}

function isCard(match: string, before: string): boolean {
  const digits = match.replace(/\D/g, '');
  return (
    digits.length >= 13 &&
    digits.length <= 19 &&
    /^[2-6]/.test(digits) &&
    passesLuhn(digits) &&
    !/isbn/i.test(before)
  );
}

function isIban(match: string): boolean {
  const iban = match.replace(/\s/g, '').toUpperCase();
  return iban.length >= 15 && iban.length <= 34 && passesIban(iban);
}

/** In this order: what is surest first, so that no part of it is taken for something else. */
const kinds: readonly PersonalData[] = [
  {
    kind: 'key',
    pattern:
      /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)|\b(?:sk-(?:proj-|ant-|or-)?[A-Za-z0-9_-]{20,}|gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|xox[abposr]-[\w-]{10,}|(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[\w-]{35}|hf_[A-Za-z0-9]{30,}|npm_[A-Za-z0-9]{36}|[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|SG\.[\w-]{16,}\.[\w-]{16,}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]*)/g,
  },
  {
    kind: 'key',
    pattern:
      /(?<=\b(?:api[_ -]?key|secret(?:[_ -]?key)?|access[_ -]?token|auth[_ -]?token|bearer|password|passwd|pwd)\s*(?:[:=]|\bis\b)?\s*["']?)(?=[^\s"']*\d)(?=[^\s"']*[A-Za-z])[^\s"',;]{12,}/gi,
  },
  { kind: 'email', pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}\b/gi },
  { kind: 'iban', pattern: /\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?\b/gi, isReal: isIban },
  { kind: 'card', pattern: /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-])/g, isReal: isCard },
  { kind: 'ip', pattern: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)/g, isReal: isPersonalIPv4 },
  {
    kind: 'ip',
    pattern: /(?<![\w:.])(?:[0-9a-f]{0,4}:){4,7}[0-9a-f]{1,4}(?![\w:])/gi,
    isReal: (match) => isIPv6(match) && !/^(?:fe80|f[cd]|::1$|2001:db8)/i.test(match),
  },
  // International numbers carry a plus; others must be grouped as one, or be called one.
  {
    kind: 'phone',
    pattern: /(?<![\w+])\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){1,4}(?!\d)/g,
    isReal: (match) => /^(?:\D*\d){8,15}\D*$/.test(match),
  },
  {
    kind: 'phone',
    pattern: /(?<![\w.-])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}([ .-]))\d{3}(?:\1|[ .-])\d{4}(?![\w-])/g,
    isReal: (_match, before) => !namesANumber.test(before),
  },
  // A trunk zero and groups, as numbers are written within many countries.
  {
    kind: 'phone',
    pattern: /(?<![\w.-])0\d{2,4}[ -]\d{3,4}(?:[ -]?\d{3,4})?(?![\w-])/g,
    isReal: (match, before) => /^(?:\D*\d){10,11}\D*$/.test(match) && !namesANumber.test(before),
  },
  {
    kind: 'phone',
    pattern:
      /(?<=\b(?:phone|telephone|tel|mobile|cell|fax|whatsapp|call me (?:at|on)|call)(?: (?:number|no))?(?: is)?[.:]? ?)\(?\d(?:[ .()-]{0,2}\d){6,13}(?!\d)/gi,
  },
];

/** Most texts hold neither a digit nor an at sign nor anything that a key is written with. */
const mayHold = /\d|@|-----BEGIN/;

export interface Masked {
  readonly text: string;
  /** The kinds that were found, each once. */
  readonly kinds: readonly string[];
}

/** Puts `[EMAIL]`, `[PHONE]`, `[CARD]`, `[IBAN]`, `[IP]` and `[KEY]` in the place of personal data. */
export function maskPersonalData(text: string): Masked {
  if (!mayHold.test(text)) return { text, kinds: [] };
  const found = new Set<string>();
  let masked = text;
  for (const { kind, pattern, isReal } of kinds) {
    masked = masked.replace(pattern, (match, ...rest: unknown[]) => {
      const offset = rest.find((value) => typeof value === 'number') ?? 0;
      if (isReal && !isReal(match, masked.slice(Math.max(0, offset - 24), offset))) return match;
      found.add(kind);
      return `[${kind.toUpperCase()}]`;
    });
  }
  return { text: masked, kinds: [...found] };
}

/** Masks personal data, or drops the query that holds it. */
export const personalData: QueryFilter = {
  name: 'personal-data',
  reasons: { 'personal-data': 'holds personal data or a key (only with --pii drop)' },
  prepare:
    async ({ pii }) =>
    (draft) => {
      if (pii === 'keep') return { kept: draft };
      const { text, kinds: found } = maskPersonalData(draft.text);
      if (found.length === 0) return { kept: draft };
      if (pii === 'drop') return { reason: 'personal-data' };
      return { kept: { ...draft, text, flags: [...draft.flags, ...found.map((kind) => `masked-${kind}`)] } };
    },
};
