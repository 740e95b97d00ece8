import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collected } from '../testing/files.js';
import { chooseColumns } from './columns.js';
import { csvRows, sampleRows } from './csv-rows.js';
import { jsonValues } from './json-values.js';
import { numberingOf } from './numbered.js';
import type { NumberedLine } from './text-lines.js';

const questions = [
  'how do tides work',
  'why is rust red',
  'who built the canal',
  'largest lake of 1990',
  'cheap flights',
  '3:10 to yuma cast',
];
const numbered = (text: string): NumberedLine[] =>
  text.split('\n').map((line, index) => ({ line: index + 1, text: line }));

async function* cutUp(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

describe('columns without names', () => {
  const ids: Readonly<Record<string, (row: number) => string>> = {
    numbers: (row) => String(row * 7),
    'numbers with a part': (row) => `${row * 7}#0`,
    'dated numbers': (row) => `2024-${row * 7}`,
    paths: (row) => `sets_2019_A/Problem_${row}`,
    hashes: (row) => `c0ffee${row}bada55`,
    ratings: (row) => (row / 10).toFixed(1),
  };

  it.each(Object.entries(ids))('are told apart from %s, before and after the text', (_, id) => {
    const before = questions.map((text, row) => [id(row), text]);
    const after = questions.map((text, row) => [text, id(row)]);
    const between = questions.map((text, row) => [id(row), text, '0.5']);
    expect(chooseColumns('a', before, undefined)).toEqual({ kind: 'position', column: 1 });
    expect(chooseColumns('a', after, undefined)).toEqual({ kind: 'position', column: 0 });
    expect(chooseColumns('a', between, undefined)).toEqual({ kind: 'position', column: 1 });
  });

  it('hold the longer text where there are two', () => {
    const rows = questions.map((text, row) => [row % 2 === 0 ? 'web' : 'news', text]);
    expect(chooseColumns('a', rows, undefined)).toEqual({ kind: 'position', column: 1 });
  });
});

describe('a header', () => {
  it('is one where a name is known, in any case', () => {
    const rows = [['Act', 'Prompt'], ...questions.map((text) => ['pilot', text])];
    expect(chooseColumns('a', rows, undefined)).toEqual({ kind: 'named', names: ['Act', 'Prompt'] });
  });

  it('of unknown names is not taken for a query', () => {
    const rows = [['number', 'asked'], ...questions.map((text, row) => [String(row), text])];
    expect(() => chooseColumns('a', rows, undefined)).toThrowError(/"number", "asked"/);
    expect(chooseColumns('a', rows, 'asked')).toMatchObject({ kind: 'named' });
  });
});

describe('numbers before queries', () => {
  it('are seen where every line has its own', () => {
    const lines = (prefix: (row: number) => string): string[] =>
      questions.map((text, row) => `${prefix(row)}${text}`);
    const rest = (text: string, lines: readonly string[]): string =>
      text.replace(numberingOf(lines) ?? '', '');
    for (const prefix of [(row: number) => `${row + 1}:`, (row: number) => `${row + 20001}:1:`]) {
      expect(lines(prefix).map((line) => rest(line, lines(prefix)))).toEqual(questions);
    }
  });

  it('are not seen in plain queries that begin with one', () => {
    expect(numberingOf(questions)).toBeUndefined();
    expect(numberingOf(['3:10 to yuma', '3:10 train', '3:16 meaning', '8:30 news'])).toBeUndefined();
    expect(numberingOf(['1:one line says nothing'])).toBeUndefined();
  });
});

const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '\t', '7') });
const table = fc
  .integer({ min: 2, max: 4 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
  );
const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

describe('CSV', () => {
  it('gives back whatever was written by RFC 4180', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const told = rows.filter((row) => row.join('').trim() !== '');
        const text = rows.map((row) => row.map(quoted).join(',')).join('\n');
        const read = (await collected(csvRows(once(numbered(text)), ',', () => undefined))).flat();
        const cells = read.map((row) => [...row.cells]);
        expect(cells.filter((row) => row.join('').trim() !== '')).toEqual(told);
        expect(sampleRows(text.split('\n'), ',').filter((row) => row.join('').trim() !== '')).toEqual(told);
      }),
    );
  });

  it('says on which line a record begins', async () => {
    const rows = (
      await collected(csvRows(once(numbered('a,b\n"c\nd",e\nf,g')), ',', () => undefined))
    ).flat();
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 4]);
  });
});

describe('JSON documents', () => {
  it('are split into the records they hold, however they are laid out', async () => {
    const record = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record),
        fc.constantFrom(undefined, 1, 2, '\t'),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (records, indent, list, size) => {
          const text = list
            ? JSON.stringify(records, null, indent)
            : records.map((value) => JSON.stringify(value, null, indent)).join('\n');
          let cutOff = false;
          const onCutOff = (): void => {
            cutOff = true;
          };
          const values = (await collected(jsonValues(cutUp(text, size), onCutOff))).flat();
          expect(values.map((value) => JSON.parse(value.text))).toEqual(JSON.parse(JSON.stringify(records)));
          expect(cutOff).toBe(false);
        },
      ),
    );
  });
});
