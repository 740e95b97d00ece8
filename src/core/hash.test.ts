import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256, uuidV5 } from './hash.js';

describe('sha256', () => {
  it('agrees with the test vector of FIPS 180-2', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('canonicalJson', () => {
  it('is the same for any order of the keys, and JSON of the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('uuidV5', () => {
  it('is of version 5 and of the RFC variant, and depends on the name alone', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(uuidV5(name)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(uuidV5(name)).toBe(uuidV5(name));
      }),
    );
    expect(uuidV5('a')).not.toBe(uuidV5('b'));
  });
});
