/** What is masked: its pattern, and what tells it from its look-alikes. */

export interface PersonalKind {
  /** Its placeholder is this in capitals: `[EMAIL]`. */
  readonly kind: 'key' | 'email' | 'iban' | 'card' | 'ip' | 'id' | 'address' | 'phone';
  /** Digits that a match has at least: a text of fewer is not looked at. */
  readonly leastDigits: number;
  /** Matches something in every text that `pattern` does, for less. Not global. */
  readonly hint?: RegExp;
  /** Global. */
  readonly pattern: RegExp;
  /** Whether a match is what it looks like, with the text just before it and just after. */
  readonly isReal?: (match: string, before: string, after: string) => boolean;
}

/** A version, a section or a standard is written like an address or a number, but says so before it. */
export const namesANumber =
  /(?:\b(?:v|ver|version|release|build|rev|firmware|bios|driver|section|chapter|isbn|issn|doi|rfc|iso|patent|part|model|sku|order|case|item|ticket|tracking|ups|serial|id|dfars|far|cfr|usc|add|minus|plus|grades?)(?:\s*(?:no|number|#))?[.:#]?\s*|#|[a-z]\/)$/i;

export function digitsIn(text: string): number {
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) digits += 1;
  }
  return digits;
}
