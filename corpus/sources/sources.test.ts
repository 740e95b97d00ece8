import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { collected, folderWith } from '../testing/files.js';
import { querySources, sourceOf } from './index.js';
import { openInputs } from './open-inputs.js';
import { planInputs } from './plan-inputs.js';
import { takeSample } from './sample.js';
import type { FoundQuery, SourceOptions } from './source.js';

/** What reading a file gave. */
interface ReadFile {
  readonly source: string;
  readonly found: readonly FoundQuery[];
  readonly bad: readonly number[];
  readonly warnings: readonly string[];
}

async function readSource(
  path: string,
  options: Partial<SourceOptions> & { format?: string } = {},
): Promise<ReadFile> {
  const plan = await planInputs([path], []);
  const [failed] = plan.failed;
  if (failed) throw failed.error;
  const inputs = await collected(
    openInputs(plan, {
      maxPages: 1,
      folder: path,
      onFailure: ({ error }) => {
        throw error;
      },
    }),
  );
  const [input] = inputs;
  if (!input) throw new Error('nothing to read');
  const sample = await takeSample(input, { maxExpand: 200 });
  const source = sourceOf(input.location, sample, options.format);
  const bad: number[] = [];
  const warnings: string[] = [];
  const batches = source.read(input, sample, {
    turns: 'first',
    maxExpand: 200,
    onBytes: () => undefined,
    onBad: (line) => bad.push(line),
    onWarning: (message) => warnings.push(message),
    ...options,
  });
  return { source: source.name, found: (await collected(batches)).flat(), bad, warnings };
}

/** What DuckDB writes of a query, in a format of its own. */
async function copyOf(sql: string, format: string): Promise<Uint8Array> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const file = join(await folderWith({}), 'made');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${sql}) TO '${file}' (${format})`);
  connection.closeSync();
  instance.closeSync();
  return readFile(file);
}

const parquetOf = (sql: string): Promise<Uint8Array> => copyOf(sql, 'FORMAT parquet');

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

describe('conversations', () => {
  const openAi = {
    messages: [
      { role: 'system', content: 'be kind' },
      { role: 'user', content: 'how do tides work' },
      { role: 'assistant', content: 'the moon' },
      { role: 'user', content: [{ type: 'text', text: 'and the sun' }] },
    ],
  };
  const layouts: Readonly<Record<string, unknown>> = {
    'OpenAI messages': openAi,
    ShareGPT: {
      conversations: [
        { from: 'human', value: 'how do tides work' },
        { from: 'gpt', value: 'the moon' },
        { from: 'human', value: 'and the sun' },
      ],
    },
    'arena battles': { question_id: 'q1', model_a: 'm', conversation_a: openAi.messages, winner: 'tie' },
    'lists of turns': { question_id: 81, turns: ['how do tides work', 'and the sun'] },
    'a logged request body': { id: 1, request: { body: { model: 'm', messages: openAi.messages } } },
    'an export that holds a list': { data: [openAi] },
  };

  it.each(Object.entries(layouts))('of %s give the first user turn, or all', async (_, record) => {
    const folder = await folderWith({ 'log.jsonl': `${JSON.stringify(record)}\n` });
    const first = await readSource(join(folder, 'log.jsonl'));
    expect(first.found.map(({ text }) => text)).toEqual(['how do tides work']);
    const all = await readSource(join(folder, 'log.jsonl'), { turns: 'all' });
    expect(all.found.map(({ text }) => text)).toEqual(['how do tides work', 'and the sun']);
  });

  it('in a CSV cell are read as the JSON they are', async () => {
    const cell = JSON.stringify(openAi.messages).replaceAll('"', '""');
    const folder = await folderWith({ 'log.csv': `conversation,model\n"${cell}",m\n` });
    expect((await readSource(join(folder, 'log.csv'))).found.map(({ text }) => text)).toEqual([
      'how do tides work',
    ]);
  });

  it('in Parquet are read as the structures they are, with their dates', async () => {
    const folder = await folderWith({
      'log.parquet': await parquetOf(
        `SELECT [{'role': 'user', 'content': 'how do tides work'}, {'role': 'assistant', 'content': 'the moon'}] AS conversation, TIMESTAMP '2026-03-01 10:00:00' AS timestamp`,
      ),
    });
    const { found } = await readSource(join(folder, 'log.parquet'));
    expect(found).toMatchObject([{ text: 'how do tides work', date: '2026-03-01T10:00:00.000Z' }]);
  });

  it('with an image say that the text is not all', async () => {
    const content = [
      { type: 'text', text: 'what is this' },
      { type: 'image_url', image_url: { url: 'https://example.org/x.png' } },
    ];
    const folder = await folderWith({
      'log.jsonl': JSON.stringify({ messages: [{ role: 'user', content }] }),
    });
    expect((await readSource(join(folder, 'log.jsonl'))).found).toEqual([
      { text: 'what is this', attachment: true, line: 1 },
    ]);
  });
});

describe('--field', () => {
  it('takes a nested path, all elements of a list, and a column by name or number', async () => {
    const folder = await folderWith({
      'a.jsonl': '{"log":{"said":["one question","another question"]}}\n',
      'b.csv': 'id,what they asked\n1,one question\n2,another question\n',
      'c.tsv': 'a first text\tone question\na second text\tanother question\n',
    });
    const texts = async (file: string, field: string): Promise<string[]> =>
      (await readSource(join(folder, file), { field })).found.map(({ text }) => text);
    expect(await texts('a.jsonl', 'log.said[1]')).toEqual(['another question']);
    for (const [file, field] of [
      ['a.jsonl', 'log.said[]'],
      ['b.csv', 'What They Asked'],
      ['c.tsv', '2'],
    ] as const) {
      expect(await texts(file, field)).toEqual(['one question', 'another question']);
    }
  });

  it('that is not there shows the fields that are', async () => {
    const folder = await folderWith({
      'a.jsonl': '{"prompt":"x y","reply":"z"}\n',
      'b.csv': 'prompt,reply\nx y,z\n',
    });
    for (const file of ['a.jsonl', 'b.csv']) {
      await expect(readSource(join(folder, file), { field: 'said' })).rejects.toMatchObject({
        code: 'invalid-data',
        message: expect.stringMatching(/"said".*"prompt", "reply"/),
      });
    }
  });
});

describe('bad input', () => {
  it('without a field or column of queries shows those there are', async () => {
    const folder = await folderWith({
      'a.jsonl': '{"reply":"x"}\n{"score":1}\n',
      'b.csv': 'reply,score\nx y,1\nz w,2\nu v,3\n',
      'c.parquet': await parquetOf(`SELECT 'x' AS reply, 1 AS score`),
    });
    for (const file of ['a.jsonl', 'b.csv', 'c.parquet']) {
      await expect(readSource(join(folder, file))).rejects.toMatchObject({
        code: 'invalid-data',
        message: expect.stringMatching(/"reply", "score"/),
        next: expect.stringContaining('--field'),
      });
    }
  });

  it('cut off in a JSON record: the line is told, the rest is read', async () => {
    const folder = await folderWith({
      'a.jsonl': '{"prompt":"one question"}\nnot json\n{"prompt":"anoth',
      'b.json': '[\n{"prompt":"one question"},\n{"prompt":"anoth',
    });
    const lines = await readSource(join(folder, 'a.jsonl'));
    expect(lines).toMatchObject({ found: [{ text: 'one question' }], bad: [2, 3] });
    expect(await readSource(join(folder, 'b.json'))).toMatchObject({
      found: [{ text: 'one question' }],
      bad: [3],
    });
  });

  it('with a quote that is never closed costs one line', async () => {
    const folder = await folderWith({
      'a.csv': 'prompt,id\nwhy is rust red,1\n"who built the canal,2\nhow do tides work,3\n',
    });
    expect(await readSource(join(folder, 'a.csv'))).toMatchObject({
      found: [{ text: 'why is rust red' }, { text: 'how do tides work' }],
      bad: [3],
    });
  });

  it('in Latin-1 is read as such line by line, and broken UTF-8 without its broken bytes', async () => {
    const folder = await folderWith({
      'a.txt': Buffer.concat([
        Buffer.from('who is beyonc\u00e9\n', 'utf8'),
        Buffer.from('who is beyonc\u00e9\n', 'latin1'),
        Buffer.from('caf\u00e9', 'utf8'),
        Buffer.from([0xff]),
        Buffer.from(' near\n', 'utf8'),
      ]),
    });
    const { found, warnings } = await readSource(join(folder, 'a.txt'));
    expect(found.map(({ text }) => text)).toEqual([
      'who is beyonc\u00e9',
      'who is beyonc\u00e9',
      'caf\u00e9 near',
    ]);
    expect(warnings.join()).toMatch(/2 lines are not valid UTF-8/);
  });

  it('that is no text, or half a Parquet file, is refused', async () => {
    const parquet = await parquetOf(`SELECT 'how do tides work' AS prompt`);
    const folder = await folderWith({
      'a.txt': Buffer.from([1, 0, 2, 0, 0, 3, 10]),
      'b.parquet': parquet.subarray(0, parquet.length / 2),
    });
    await expect(readSource(join(folder, 'a.txt'))).rejects.toMatchObject({ code: 'unsupported' });
    await expect(readSource(join(folder, 'b.parquet'))).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('in gzip: bytes after it are told, damage loses only the rest, a bomb is stopped', async () => {
    const lines = Array.from({ length: 20_000 }, (_, line) => `question ${line * 7919}`).join('\n');
    const packed = gzipSync(lines);
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, packed.length >> 1, (packed.length >> 1) + 8);
    const folder = await folderWith({
      'more.txt.gz': Buffer.concat([packed, Buffer.from('no gzip at all')]),
      'damaged.txt.gz': damaged,
      'bomb.txt.gz': gzipSync(Buffer.alloc(65 << 20, 'x')),
    });
    const more = await readSource(join(folder, 'more.txt.gz'));
    expect(more.found).toHaveLength(20_000);
    expect(more.warnings.join()).toMatch(/more\.txt\.gz is damaged gzip/);
    const half = await readSource(join(folder, 'damaged.txt.gz'));
    expect(half.found.length).toBeGreaterThan(1_000);
    expect(half.warnings.join()).toMatch(/damaged\.txt\.gz is damaged gzip/);
    await expect(readSource(join(folder, 'bomb.txt.gz'), { maxExpand: 20 })).rejects.toMatchObject({
      code: 'invalid-data',
      next: expect.stringContaining('--max-expand'),
    });
  });

  it('in Zstandard is read like the same in gzip; LZ4 is named as not read', async () => {
    const text = (format: string): Promise<Uint8Array> =>
      copyOf(`SELECT 'question ' || i AS prompt FROM range(30_000) AS made(i)`, format);
    const packed = await text('FORMAT csv, COMPRESSION zstd');
    const folder = await folderWith({
      'a.csv.zst': packed,
      'b.jsonl.zst': await text('FORMAT json, COMPRESSION zstd'),
      'cut.csv.zst': packed.subarray(0, packed.length - 20),
      'c.txt.lz4': Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x64, 0x40]),
    });
    for (const file of ['a.csv.zst', 'b.jsonl.zst']) {
      const { found, warnings } = await readSource(join(folder, file));
      expect(found).toHaveLength(30_000);
      expect(found.at(-1)).toMatchObject({ text: 'question 29999' });
      expect(warnings).toEqual([]);
    }
    expect((await readSource(join(folder, 'cut.csv.zst'))).warnings.join()).toMatch(/damaged zstd/);
    await expect(readSource(join(folder, 'c.txt.lz4'))).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('with a line that is too long to be held costs that line', async () => {
    const long = Buffer.alloc(17 << 20, 'x');
    const folder = await folderWith({
      'a.txt': Buffer.concat([
        Buffer.from('one question\n'),
        long,
        Buffer.from('\nanother question\n'),
        long,
      ]),
    });
    expect(await readSource(join(folder, 'a.txt'))).toMatchObject({
      found: [
        { text: 'one question', line: 1 },
        { text: 'another question', line: 3 },
      ],
      bad: [2, 4],
    });
  });

  it('of HTML nested without end is read as any other', async () => {
    const folder = await folderWith({
      'a.html': `<html>${'<div><b>'.repeat(50_000)}<p>Why is rust red?</p>${'</i></div>'.repeat(50_000)}`,
    });
    expect((await readSource(join(folder, 'a.html'))).found).toEqual([{ text: 'Why is rust red?' }]);
  });
});

describe('a list of paths', () => {
  it('stands for the files that it names, where they lie or beside it', async () => {
    const folder = await folderWith({
      'wet.paths.gz': gzipSync('crawl/a.txt\nfar/away/b.txt\nnone.txt\n'),
      'crawl/a.txt': 'how do tides work\n',
      'b.txt': 'why is rust red\n',
    });
    const { inputs, failed } = await planInputs([join(folder, 'wet.paths.gz')], []);
    expect(inputs.map((input) => input.kind === 'file' && input.path)).toEqual([
      join(folder, 'crawl/a.txt'),
      join(folder, 'b.txt'),
    ]);
    expect(failed).toMatchObject([{ location: join(folder, 'none.txt') }]);
  });
});
