import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../testing/files.js';
import { parquetOf, readSource } from '../testing/read-source.js';
import { querySources } from './index.js';
import type { FoundQuery } from './source.js';

/** A record of a web archive with a head of the lines given. */
function warcRecord(fields: readonly string[], content: string): string {
  const length = Buffer.byteLength(content);
  return `WARC/1.0\r\n${[...fields, `Content-Length: ${length}`].join('\r\n')}\r\n\r\n${content}\r\n\r\n`;
}

const page =
  'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n' +
  '<!doctype html><title>How do tides work? | Sea pages</title><p>The sea rises. Why twice a day? It does.';

/** One row a source: a file of its format that says what it is by its content alone, and what is in it. */
interface ContractRow {
  readonly file: () => string | Uint8Array | Promise<Uint8Array>;
  readonly expected: readonly FoundQuery[];
}

const rows: Readonly<Record<string, ContractRow>> = {
  text: {
    file: () => 'how do tides work\n\nwhy is rust red\n',
    expected: [
      { text: 'how do tides work', line: 1 },
      { text: 'why is rust red', line: 3 },
    ],
  },
  jsonl: {
    file: () => '{"prompt":"how do tides work","created_at":"2026-03-01"}\n{"prompt":"why is rust red"}\n',
    expected: [
      { text: 'how do tides work', date: '2026-03-01', line: 1 },
      { text: 'why is rust red', line: 2 },
    ],
  },
  json: {
    file: () =>
      JSON.stringify([{ question: 'how do tides work', count: 3 }, { question: 'why is rust red' }], null, 2),
    expected: [
      { text: 'how do tides work', count: 3, line: 2 },
      { text: 'why is rust red', line: 6 },
    ],
  },
  csv: {
    file: () => 'id,prompt\n1,"how do tides work, and\nwhy"\n2,why is rust red\n',
    expected: [
      { text: 'how do tides work, and\nwhy', line: 2 },
      { text: 'why is rust red', line: 4 },
    ],
  },
  tsv: {
    file: () => '17\thow do tides work\n4\twhy is rust red\n20\twho built the canal\n',
    expected: [
      { text: 'how do tides work', line: 1 },
      { text: 'why is rust red', line: 2 },
      { text: 'who built the canal', line: 3 },
    ],
  },
  parquet: {
    file: () =>
      parquetOf(
        `SELECT * FROM (VALUES ('how do tides work', 1), ('why is rust red', 2)) AS made(prompt, answer_length)`,
      ),
    expected: [
      { text: 'how do tides work', line: 1 },
      { text: 'why is rust red', line: 2 },
    ],
  },
  warc: {
    file: () =>
      warcRecord(['WARC-Type: warcinfo'], 'software: none') +
      warcRecord(
        [
          'WARC-Type: response',
          'WARC-Target-URI: https://example.org/sea',
          'WARC-Date: 2026-03-01T10:00:00Z',
          'Content-Type: application/http; msgtype=response',
        ],
        page,
      ) +
      warcRecord(
        [
          'WARC-Type: conversion',
          'WARC-Target-URI: https://example.org/rust',
          'WARC-Date: 2026-03-02T10:00:00Z',
          'Content-Type: text/plain',
        ],
        'Iron and air\nIt is red. Why is rust red? See /a?b=c for more.\n',
      ),
    expected: [
      ...['How do tides work?', 'Why twice a day?'].map((text) => ({
        text,
        line: 2,
        location: 'https://example.org/sea',
        date: '2026-03-01T10:00:00.000Z',
      })),
      {
        text: 'Why is rust red?',
        line: 3,
        location: 'https://example.org/rust',
        date: '2026-03-02T10:00:00.000Z',
      },
    ],
  },
  arc: {
    file: () => {
      const about = '1 0 made\nURL IP-address Archive-date Content-type Archive-length\n';
      return (
        `filedesc://made.arc 0.0.0.0 20260301100000 text/plain ${about.length}\n${about}\n` +
        `https://example.org/the sea 192.0.2.1 20260301100000 text/html ${page.length}\n${page}\n`
      );
    },
    expected: ['How do tides work?', 'Why twice a day?'].map((text) => ({
      text,
      line: 2,
      location: 'https://example.org/the sea',
      date: '2026-03-01T10:00:00.000Z',
    })),
  },
  web: {
    file: () =>
      '<!doctype html><html><head><title>How do tides work? | Sea pages</title></head>' +
      '<body><nav>Why not register?</nav><p>The sea rises. Why does it rise <b>twice</b> a day? It does.</p></body></html>',
    expected: [{ text: 'How do tides work?' }, { text: 'Why does it rise twice a day?' }],
  },
};

describe.each(querySources.names)('the source %s', (name) => {
  const row = rows[name];

  it('has a row in this test', () => {
    expect(row).toBeDefined();
  });
  if (!row) return;

  it('recognises its format without being told, whatever the name, and reads it in order', async () => {
    const folder = await folderWith({ export: await row.file() });
    expect(await readSource(join(folder, 'export'))).toMatchObject({
      source: name,
      found: row.expected,
      bad: [],
      warnings: [],
    });
  });

  it('reads it when it is named', async () => {
    const folder = await folderWith({ export: await row.file() });
    expect(await readSource(join(folder, 'export'), { format: name })).toMatchObject({ found: row.expected });
  });

  it('says that the bytes it reads are those on disk', async () => {
    const content = await row.file();
    const folder = await folderWith({ export: content });
    let bytes = 0;
    await readSource(join(folder, 'export'), {
      onBytes: (length) => {
        bytes += length;
      },
    });
    expect(bytes).toBe(Buffer.byteLength(content));
  });

  if (name === 'parquet') return;
  it('reads it gzipped, and as UTF-16', async () => {
    const content = await row.file();
    const folder = await folderWith({
      'export.gz': gzipSync(content),
      wide: Buffer.from(`\ufeff${content}`, 'utf16le'),
    });
    expect((await readSource(join(folder, 'export.gz'))).found).toEqual(row.expected);
    if (!['web', 'warc', 'arc'].includes(name))
      expect((await readSource(join(folder, 'wide'))).found).toEqual(row.expected);
  });

  it('keeps what comes before the place where gzip was cut off, and warns', async () => {
    const packed = gzipSync(await row.file());
    const folder = await folderWith({ 'export.gz': packed.subarray(0, packed.length - 9) });
    const { found, warnings } = await readSource(join(folder, 'export.gz'), { format: name });
    expect(row.expected).toEqual(expect.arrayContaining(found.slice(0, 1)));
    expect(found.length).toBeGreaterThan(0);
    expect(warnings.join()).toMatch(/export\.gz.*damaged gzip/);
  });
});
