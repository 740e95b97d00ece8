import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../testing/files.js';
import { copyOf, parquetOf, readSource } from '../testing/read-source.js';
import { planInputs } from './plan-inputs.js';

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

  it.each([
    '[{"prompt":"one question"},{"prompt":"another one"}',
    '[\n{"prompt":"one question"},\n{"prompt":"another one"},\n',
    '[{"prompt":"one question"},{"prompt":"another one"}, nul',
  ])('cut off between two records of a JSON list is told of: %j', async (text) => {
    const folder = await folderWith({ 'a.json': text, 'b.json': '[{"prompt":"one question"}]\n' });
    expect(await readSource(join(folder, 'a.json'))).toMatchObject({
      found: [{ text: 'one question' }, { text: 'another one' }],
      bad: [],
      warnings: [expect.stringMatching(/a\.json ends within its list/)],
    });
    expect((await readSource(join(folder, 'b.json'))).warnings).toEqual([]);
  });

  it('with tabs is a table, with line ends in quotes or with a lone quote', async () => {
    const folder = await folderWith({
      'a.tsv': 'id\tprompt\tanswer\n1\t"why is\nrust red"\tiron\n2\twho built the canal\tmany\n',
      'b.tsv': 'id\tprompt\n1\t"rust red\n2\twho built the canal\n',
    });
    expect(await readSource(join(folder, 'a.tsv'))).toMatchObject({
      found: [{ text: 'why is\nrust red' }, { text: 'who built the canal' }],
    });
    expect(await readSource(join(folder, 'b.tsv'))).toMatchObject({
      found: [{ text: '"rust red' }, { text: 'who built the canal' }],
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

  it.each([
    [
      '1,"why is rust red?"\n2,"who built the canal?\n3,"how do tides work?"\n4,"a text\nof ""two"" lines"\n',
      3,
    ],
    [
      '"1","why is rust red?"\n"2","who built the canal?\n"3","how do tides work?"\n"4","a text\nof ""two"" lines"\n',
      3,
    ],
  ])(
    'with a quote that another quote would close costs one line, and joins no two rows',
    async (rows, line) => {
      const folder = await folderWith({ 'a.csv': `id,prompt\n${rows}` });
      expect(await readSource(join(folder, 'a.csv'))).toMatchObject({
        found: [
          { text: 'why is rust red?' },
          { text: 'how do tides work?' },
          { text: 'a text\nof "two" lines' },
        ],
        bad: [line],
      });
    },
  );

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
      'utf16.txt': Buffer.from('how do tides work\nwho built the canal\n', 'utf16le'),
      'b.parquet': parquet.subarray(0, parquet.length / 2),
    });
    await expect(readSource(join(folder, 'a.txt'))).rejects.toMatchObject({ code: 'unsupported' });
    await expect(readSource(join(folder, 'utf16.txt'))).rejects.toMatchObject({
      code: 'unsupported',
      next: expect.stringMatching(/byte order mark/),
    });
    await expect(readSource(join(folder, 'b.parquet'))).rejects.toMatchObject({ code: 'corrupt' });
  });

  it.each([
    ['%PDF-1.7\n', /a PDF document/, /Export/],
    ['\x89PNG\r\n\x1a\n', /a picture \(PNG\)/, /--exclude/],
    ['PK\x03\x04', /a ZIP archive/, /Unpack/],
    ['SQLite format 3\0', /a SQLite database/, /Export/],
    ['', /binary data/, /--exclude/],
  ])(
    'that begins as %j is named and refused, whatever it is called and said to be',
    async (start, named, next) => {
      let state = 1;
      const noise = Buffer.from(
        Array.from({ length: 4_000 }, () => {
          state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
          return state >>> 24;
        }),
      );
      const bytes = Buffer.concat([Buffer.from(start, 'latin1'), noise]);
      const folder = await folderWith({ 'a.txt': bytes, 'a.jsonl': bytes, 'a.csv': bytes, 'a.html': bytes });
      for (const file of ['a.txt', 'a.jsonl', 'a.csv', 'a.html']) {
        const refused = {
          code: 'unsupported',
          message: expect.stringMatching(named),
          next: expect.stringMatching(next),
        };
        await expect(readSource(join(folder, file))).rejects.toMatchObject(refused);
        await expect(readSource(join(folder, file), { format: 'text' })).rejects.toMatchObject(refused);
      }
    },
  );

  it('with a stray zero, colours, or words that a format begins with, is text', async () => {
    const lines = Array.from({ length: 200 }, (_, at) => `how deep is lake ${at}`);
    const folder = await folderWith({
      'a.txt': `GIF89a or png, which one?\nID3 tags explained\n\x1b[31mwhy is rust red\x1b[0m\nwhat\0now\n${lines.join('\n')}\n`,
      'b.txt': 'BZh means what\nhow do tides work\n',
    });
    expect((await readSource(join(folder, 'a.txt'))).found).toHaveLength(204);
    expect((await readSource(join(folder, 'b.txt'))).found).toHaveLength(2);
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
