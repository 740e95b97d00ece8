/** Keys, tokens and passwords. */

import type { PersonalKind } from './kind.js';

/**
 * How the keys of well-known services begin, and how many characters follow at least. As the services document them, and as
 * the secret scanners of GitHub and GitGuardian know them.
 */
const prefixes: readonly (readonly [prefix: string, least: number])[] = [
  ['sk-(?:proj-|ant-|or-|svcacct-)?', 20],
  ['gh[pousr]_', 30],
  ['github_pat_', 30],
  ['glpat-', 20],
  ['xox[abeposr]-', 10],
  ['xapp-', 20],
  ['(?:AKIA|ASIA)', 16],
  ['AIza', 35],
  ['ya29\\.', 20],
  ['GOCSPX-', 20],
  ['hf_', 30],
  ['npm_', 36],
  ['pypi-', 30],
  ['dckr_pat_', 20],
  ['[rsp]k_(?:live|test)_', 16],
  ['whsec_', 16],
  ['shp(?:at|ca|pa|ss)_', 24],
  ['gsk_', 30],
  ['xai-', 30],
  ['pplx-', 30],
  ['tvly-', 20],
  ['r8_', 30],
  ['dop_v1_', 40],
  ['sbp_', 30],
  ['lin_api_', 30],
  ['figd_', 30],
  ['ntn_', 30],
  ['dapi', 32],
  ['key-', 32],
];

/** How any of them begins, told for all at once. */
const anyPrefix = new RegExp(`(?<![A-Za-z0-9])(?:${prefixes.map(([prefix]) => prefix).join('|')})[\\w-]{6}`);

/** A key goes on after a line end where the next line begins with more of the like, which no word is. */
const nextLine = '\\\\?\\s*\\n[ \\t>]*(?=[\\w-]*(?:\\d|[a-z][A-Z]))[\\w-]{6,}';

const further = `(?:${nextLine}){0,12}`;
/** Where a mark must follow, whatever stands on the lines before it belongs to the key. */
const lineEnd = '(?:\\\\?[ \\t]*\\n[ \\t>]*)?';
const wrapped = '[\\w-]{4,}(?:\\\\?[ \\t]*\\n[ \\t>]*[\\w-]+){0,40}';

const byPrefix = prefixes.map(([prefix, least]): PersonalKind => {
  const begins = new RegExp(`^${prefix}`);
  return {
    kind: 'key',
    leastDigits: 1,
    hint: anyPrefix,
    pattern: new RegExp(`(?<![A-Za-z0-9])${prefix}[\\w-]{6,}(?:${nextLine}){0,6}`, 'g'),
    isReal: (match) => {
      const body = match.replace(begins, '').replace(/[^\w-]/g, '');
      return body.length >= least && /\d/.test(body);
    },
  };
});

const named =
  '(?:api[_ -]?key|secret(?:[_ -]?key)?|access[_ -]?key|account[_ -]?key|shared[_ -]?key|private[_ -]?key|(?:access|auth|api|bot|refresh|session)[_ -]?token|client[_ -]?secret|bearer)';
const secretWord = '(?:password|passwort|passwd|passcode|passphrase|pwd|pass|pw)';

export const keys: readonly PersonalKind[] = [
  {
    kind: 'key',
    leastDigits: 0,
    hint: /-----BEGIN/,
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\s|\\n)*\w[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  },
  {
    // JSON Web Tokens, SendGrid, Discord and Telegram: parts of fixed lengths with a mark between them.
    kind: 'key',
    leastDigits: 0,
    pattern: new RegExp(
      `(?<![\\w-])(?:eyJ${wrapped}\\.${lineEnd}eyJ(?:${wrapped}\\.${lineEnd}[\\w-]*|[\\w-]{10,})${further}|SG\\.[\\w-]{6,}${further}\\.${lineEnd}[\\w-]{6,}${further}|[MNO][A-Za-z\\d_-]{22,}\\.[\\w-]{6}\\.[\\w-]{12,}${further}|\\d{8,10}:[\\w-]{12,}${further}|hooks\\.slack\\.com/services/[\\w/]{20,})`,
      'g',
    ),
    isReal: (match) => match.replace(/[^\w-]/g, '').length >= 32,
  },
  ...byPrefix,
  // Named as such: a value of letters and digits that no word is.
  {
    kind: 'key',
    leastDigits: 1,
    hint: /key|token|secret|bearer/i,
    pattern: new RegExp(
      `(?<=(?<![a-z])${named}\\s*(?:[:=]|\\bis\\b)?\\s*["']?)(?=[^\\s"']*\\d)(?=[^\\s"']*[A-Za-z])[^\\s"',;()]{12,}`,
      'gi',
    ),
  },
  {
    kind: 'key',
    leastDigits: 1,
    hint: /pass|pwd?/i,
    pattern: new RegExp(
      `(?<=(?<![a-z])${secretWord}\\s*(?:[:=]|\\bis\\b)\\s*["']?)(?=[^\\s"']*\\d)(?=[^\\s"']*[A-Za-z])[^\\s"',;()]{8,}`,
      'gi',
    ),
  },
  {
    // The password of an address: postgres://user:secret@host
    kind: 'key',
    leastDigits: 0,
    hint: /:\/\//,
    pattern: /(?<=\b[a-z][a-z0-9+]{1,15}:\/\/[^\s:@/]{0,64}:)[^\s@/]{4,}(?=@)/gi,
  },
];
