import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable, type TableOptions, type TableRow, tableFormat } from './index.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mixeval-tables-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function rowsOf(
  name: string,
  content: string | Uint8Array,
  options?: TableOptions,
): Promise<TableRow[]> {
  const file = join(folder, name);
  await writeFile(file, content);
  return gathered(readTable(file, options));
}

async function gathered(found: AsyncIterable<TableRow>): Promise<TableRow[]> {
  const all: TableRow[] = [];
  for await (const row of found) all.push(row);
  return all;
}

const rows = [
  { q: 'Why, "now"?', a: '1' },
  { q: 'Two\nlines', a: 'ja: é' },
];
const jsonl = rows.map((row) => JSON.stringify(row)).join('\n');
const csv = 'q,a\r\n"Why, ""now""?",1\r\n"Two\nlines",ja: é\r\n';

describe('readTable', () => {
  it.each([
    ['rows.jsonl', jsonl],
    ['rows.jsonl.gz', gzipSync(jsonl)],
    ['lines.json', jsonl],
    ['list.json', JSON.stringify(rows)],
    ['list.json.gz', gzipSync(JSON.stringify(rows))],
    ['member.json', JSON.stringify({ name: 'x', tags: ['y'], examples: rows })],
    ['keyed.json', JSON.stringify({ 0: rows[0], 1: rows[1] })],
    ['rows.csv', csv],
    ['rows.csv.gz', gzipSync(csv)],
    ['rows.tsv', csv.replace('q,a', 'q\ta').replace('",', '"\t').replace('s",', 's"\t')],
  ])('reads %s', async (name, content) => {
    expect((await rowsOf(name, content)).map(({ value }) => value)).toEqual(rows);
  });

  it('reads a CSV file without a header', async () => {
    const found = await rowsOf('bare.csv', 'x,1\n,2\n', { header: ["it's", 'n'] });
    expect(found.map(({ value }) => value)).toEqual([
      { "it's": 'x', n: '1' },
      { "it's": null, n: '2' },
    ]);
  });

  it('reads Parquet with its lists, numbers and dates', async () => {
    const file = join(folder, 'rows.parquet');
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(
      `COPY (SELECT ['a', 'b'] AS options, 1::BIGINT AS target, {q: 'Why?'} AS ask, DATE '2026-01-31' AS day) TO '${file}'`,
    );
    const [row] = await gathered(readTable(file));
    expect(row?.value).toMatchObject({ options: ['a', 'b'], target: 1, ask: { q: 'Why?' } });
    expect(String(row?.value['day'])).toContain('2026-01-31');
  });

  it('reads the rest where a line is broken, and says which line', async () => {
    const bad: unknown[] = [];
    const content = '{"q": 1}\n{"q": 2\n[]\n\n{"q": 3}';
    const found = await rowsOf('broken.jsonl', content, { onBadRow: ({ line }) => bad.push(line) });
    expect(found).toEqual([
      { row: 1, value: { q: 1 } },
      { row: 5, value: { q: 3 } },
    ]);
    expect(bad).toEqual([2, 3]);
    await expect(rowsOf('broken.jsonl', content)).rejects.toMatchObject({
      code: 'invalid-data',
      details: { row: 2 },
    });
  });

  it.each([
    ['cut.json', '[{"q": 1}, {"q"', 'corrupt'],
    ['number.json', '7', 'invalid-data'],
    ['texts.json', '["a", "b"]', 'invalid-data'],
    ['cut.jsonl.gz', gzipSync(jsonl).subarray(0, 30), 'corrupt'],
    ['not.parquet', 'PAR0', 'invalid-data'],
    ['open.csv', 'q,a\n"never closed,1\n', 'invalid-data'],
    ['notes.md', '# Notes', 'unsupported'],
  ])('refuses %s', async (name, content, code) => {
    const read = async (): Promise<unknown> => rowsOf(name, content, { onBadRow: () => undefined });
    await expect(read()).rejects.toMatchObject({ code, message: expect.stringContaining(name) });
  });

  it('ends with the signal', async () => {
    const signal = AbortSignal.abort();
    await expect(rowsOf('rows.jsonl', jsonl, { signal })).rejects.toMatchObject({ code: 'interrupted' });
    await expect(rowsOf('rows.csv', csv, { signal })).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('gives back any cells of a CSV file', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', ';', '#', '7'),
      minLength: 1,
    });
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), async (cells) => {
        const text = ['q,a', ...cells.map((pair) => pair.map(quoted).join(','))].join('\n');
        const found = await rowsOf('any.csv', `${text}\n`);
        expect(found.map(({ value }) => [value['q'], value['a']])).toEqual(cells);
      }),
      { numRuns: 40 },
    );
  });
});

describe('tableFormat', () => {
  it.each([
    ['a/b.JSONL', 'jsonl'],
    ['b.ndjson.gz', 'jsonl'],
    ['b.csv', 'csv'],
    ['LICENSE', undefined],
    ['data.csv/readme.md', undefined],
  ])('%s is %s', (file, format) => {
    expect(tableFormat(file)).toBe(format);
  });
});
