import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJson } from '../src/core/files.js';
import { packageRoot } from '../src/core/package.js';
import { TextTokenizer } from './text-tokens.js';

const folder = join(packageRoot, 'models', 'all-MiniLM-L6-v2');
const files = {
  tokenizer: await readJson(join(folder, 'tokenizer.json'), z.looseObject({})),
  config: await readJson(join(folder, 'tokenizer_config.json'), z.looseObject({})),
};
const [cls, sep] = [101, 102];

describe('TextTokenizer', () => {
  const short = new TextTokenizer(files, 8);
  const endless = new TextTokenizer(files, 1_000_000);

  it('gives an empty text its special tokens', () => {
    expect(short.ids('')).toEqual([cls, sep]);
  });

  it('cuts a long text and keeps the last special token', () => {
    const ids = short.ids('one two three four five six seven eight nine ten');
    expect(ids).toHaveLength(8);
    expect([ids[0], ids[7]]).toEqual([cls, sep]);
  });

  it('gives of a beginning what the whole text would have given', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'who ',
        'unaffable',
        'ß',
        '空',
        '\u200b',
        '\n\n',
        '. ',
        'e\u0301',
        '😀',
        ' '.repeat(200),
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '0', '-'), minLength: 90, maxLength: 400 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const whole = endless.ids(text);
        const expected = whole.length <= 8 ? whole : [...whole.slice(0, 7), sep];
        expect(short.ids(text)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('lays texts one behind another', () => {
    const { ids, lengths } = short.tokens(['moon', '', 'what is the sun']);
    expect([...lengths]).toEqual([3, 2, 6]);
    expect([...ids]).toEqual([...short.ids('moon'), ...short.ids(''), ...short.ids('what is the sun')]);
  });
});
