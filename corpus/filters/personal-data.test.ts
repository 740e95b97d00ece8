import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passesIban, passesLuhn } from './checksums.js';
import { halves, readCases } from './labelled/cases.js';
import type { PersonalKind } from './personal/kind.js';
import { masker } from './personal/masker.js';
import { maskPersonalData, personalKinds } from './personal-data.js';

describe('maskPersonalData', () => {
  it.each([
    ['mail joe.b+x@mail.example.co.uk now', 'mail [EMAIL] now'],
    ['call +44 20 7946 0958 or (212) 555-0187', 'call [PHONE] or [PHONE]'],
    ['my mobile is 07700 900123', 'my mobile is [PHONE]'],
    ['tel 030/901820 is whose', 'tel [PHONE] is whose'],
    ['card 4111 1111 1111 1111 refused', 'card [CARD] refused'],
    ['iban DE89370400440532013000', 'iban [IBAN]'],
    ['iban gb82 west 1234 5698 7654 32 wrong', 'iban [IBAN] wrong'],
    ['who owns 93.184.215.14', 'who owns [IP]'],
    ['ping 2606:2800:21f:cb07:6820:80da:af6b:8b2c', 'ping [IP]'],
    [`key sk-${'a1B2'.repeat(8)} leaked`, 'key [KEY] leaked'],
    [`ghp_${'x9'.repeat(18)}`, '[KEY]'],
    ['AKIAIOSFODNN7EXAMPLE in logs', '[KEY] in logs'],
    [`SG.${'a1B2'.repeat(5)}.c3D4e5\\\n  ${'f6G7'.repeat(8)} wrong`, '[KEY] wrong'],
    [
      `jwt eyJ${'a1B2'.repeat(5)}\n${'c3'.repeat(4)}.\neyJ${'d4E5'.repeat(9)}\nf6.g7H8i9\n${'j1K2'.repeat(5)}\nwhy`,
      'jwt [KEY]\nwhy',
    ],
    [`eyJ${'a1B2'.repeat(5)}.eyJ${'c3D4'.repeat(5)}\nwhy`, '[KEY]\nwhy'],
    [`bot 123456789:${'aB3d'.repeat(4)}\n${'eF5h'.repeat(5)}`, 'bot [KEY]'],
    ['api_key = "abcd1234efgh5678"', 'api_key = "[KEY]"'],
    ['-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY----- why', '[KEY] why'],
  ])('%j', (text, expected) => {
    expect(maskPersonalData(text).text).toBe(expected);
  });

  it.each([
    'card 4111 1111 1111 1112 is it valid',
    'iban DE89370400440532013001 check',
    'iban DE89 3704 0044 0532 0130 01 check',
    'is 2147483647 prime',
    'openssl 1.1.1.1 build 7.2.3.4',
    'openssl 3.0.2.1 vs 3.1.4.0',
    'password is too short',
    'chapter 12.34.56.78',
    'distance 384,400 km in 1969',
    '1234567890',
    'model 212-555-0187b',
    'rgb(255, 255, 255) 10:30:45',
  ])('leaves %j', (text) => {
    expect(maskPersonalData(text)).toEqual({ text, kinds: [] });
  });

  it('names each kind once, and finds nothing more in what it has masked', () => {
    const { text, kinds } = maskPersonalData('a@example.com b@example.com +49 30 901820');
    expect(kinds).toEqual(['email', 'phone']);
    expect(maskPersonalData(text)).toEqual({ text, kinds: [] });
  });
});

describe('what is tested first', () => {
  const unguarded = personalKinds.map(
    ({ kind, pattern, isReal }): PersonalKind => ({
      ...{ kind, pattern, leastDigits: 0 },
      ...(isReal ? { isReal } : {}),
    }),
  );
  const maskGuarded = masker(personalKinds);
  const maskUnguarded = masker(unguarded);
  const fragments = [
    ...[
      'joe',
      'Joe.B+x',
      '@',
      ' at ',
      ' dot ',
      '(at)',
      '[dot]',
      'example',
      '.com',
      '.co.uk',
      'git@github.com',
    ],
    ...[
      '+44',
      ' 20 ',
      '7946',
      '0958',
      '(212)',
      '555',
      '-0187',
      '07700',
      '900123',
      '06 12 34 56 78',
      'call me at ',
    ],
    ...[
      '4111',
      ' 1111',
      '-1111',
      'DE89',
      '3704 0044',
      '0532013000',
      'GB82 WEST',
      'NO',
      '93.',
      '184.',
      '215.14',
      'ping ',
    ],
    ...[
      '2606:',
      '2800:',
      '21f:',
      '::1',
      'fe80',
      'SSN ',
      '123-45-6789',
      'QQ 12 34 56 C',
      '123.456.789-09',
      'nhs no ',
    ],
    ...[
      '12 ',
      'Elm ',
      'Oak ',
      'Street',
      ' Ave',
      'St',
      ', Springfield',
      ' IL 62704',
      'PO Box 17',
      '14 rue des Tanneurs',
    ],
    ...[
      'Lindenstra\u00dfe 41',
      'Via Roma 7',
      'Calle Mayor 12',
      'api_key=',
      'password is ',
      'token: ',
      'a1B2c3D4e5F6g7H8',
    ],
    ...[
      `s${'k-'}`,
      'ghp_',
      'AKIA',
      'eyJ',
      'x9'.repeat(18),
      '-----BEGIN PRIVATE KEY-----',
      '-----END PRIVATE KEY-----',
    ],
    ...[
      'postgres://u:',
      'secret1@h',
      '\n',
      ' ',
      ' ',
      '.',
      ',',
      '-',
      ':',
      'the ',
      '\u0430',
      '\u212a',
      '\u017f',
      '7',
      '0',
    ],
  ];

  it('changes nothing: labelled cases are masked as by every pattern on every text', async () => {
    for (const half of halves) {
      for (const { text } of await readCases('personal-data', half)) {
        expect(maskPersonalData(text)).toEqual(maskUnguarded(text));
      }
    }
  });

  it('changes nothing, whatever is put together', () => {
    const texts = fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.join('');
        expect(maskGuarded(text)).toEqual(maskUnguarded(text));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('checksums', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 18 });

  it('Luhn: of ten last digits exactly one passes, and a changed digit never does', () => {
    fc.assert(
      fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, place, step) => {
        const passing = Array.from({ length: 10 }, (_, last) => `${number.join('')}${last}`).filter(
          passesLuhn,
        );
        expect(passing).toHaveLength(1);
        const changed = number.map((digit, at) =>
          at === place % number.length ? (digit + step) % 10 : digit,
        );
        expect(passesLuhn(`${changed.join('')}${passing[0]?.at(-1)}`)).toBe(false);
      }),
    );
  });

  it('IBAN: published examples pass, and exchanged neighbours do not', () => {
    for (const iban of ['GB82WEST12345698765432', 'DE89370400440532013000', 'FR1420041010050500013M02606']) {
      expect(passesIban(iban)).toBe(true);
      for (let at = 4; at < iban.length - 1; at += 1) {
        const exchanged = iban.slice(0, at) + iban[at + 1] + iban[at] + iban.slice(at + 2);
        if (exchanged !== iban) expect(passesIban(exchanged)).toBe(false);
      }
    }
  });
});
