import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/core/package.js';
import { collected } from '../testing/files.js';
import { gunzipped } from '../unpack/gunzip.js';
import { decodePage } from './charset.js';
import { readHttpResponse } from './http-response.js';
import { type ArchiveRecord, RecordParser } from './record-parser.js';
import { questionsInText } from './text-questions.js';

function warcRecord(url: string, content: string, length = Buffer.byteLength(content)): string {
  return `WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: ${url}\r\nContent-Length: ${length}\r\n\r\n${content}\r\n\r\n`;
}

function arcRecord(url: string, content: string): string {
  return `${url} 192.0.2.1 20260301100000 text/html ${Buffer.byteLength(content)}\n${content}\n`;
}

interface Parsed {
  readonly records: readonly ArchiveRecord[];
  readonly bad: readonly number[];
}

function parsed(bytes: Uint8Array, size = bytes.length): Parsed {
  const bad: number[] = [];
  const parser = new RecordParser((record) => bad.push(record));
  const records: ArchiveRecord[] = [];
  for (let at = 0; at < bytes.length; at += size) records.push(...parser.push(bytes.subarray(at, at + size)));
  records.push(...parser.end());
  return { records, bad };
}

const urls = (records: readonly ArchiveRecord[]): (string | undefined)[] => records.map(({ url }) => url);
const content = fc.string({
  unit: fc.constantFrom('a', 'é', '\r\n', 'WARC/', '\n', '?', ' '),
  maxLength: 60,
});

describe('an archive', () => {
  it.each([
    ['WARC', warcRecord],
    ['ARC', arcRecord],
  ])('of %s gives its records, in pieces of any size', (_, record) => {
    fc.assert(
      fc.property(fc.array(content, { minLength: 1 }), fc.integer({ min: 1, max: 50 }), (contents, size) => {
        const bytes = Buffer.from(contents.map((text, at) => record(`http://a/${at}`, text)).join(''));
        const { records, bad } = parsed(bytes, size);
        expect(bad).toEqual([]);
        expect(records.map((found) => [found.url, found.content.toString()])).toEqual(
          contents.map((text, at) => [`http://a/${at}`, text]),
        );
      }),
    );
  });

  it.each([
    [
      'rubbish between records',
      `${warcRecord('a', 'x')}rubbish\r\nmore\r\n${warcRecord('b', 'y')}`,
      ['a', 'b'],
      [2],
    ],
    ['a length too great', `${warcRecord('a', 'x', 900)}${warcRecord('b', 'y')}`, ['b'], [1]],
    ['a length that is none', `${warcRecord('a', 'x', -1)}${warcRecord('b', 'y')}`, ['b'], [1]],
    ['an end in the content', warcRecord('a', 'how', 900).trimEnd(), ['a'], [1]],
    ['an end in the head', `${warcRecord('a', 'x')}WARC/1.0\r\nWARC-Ty`, ['a'], [2]],
    [
      'a length of ARC that is none',
      `http://a 1.2.3.4 20260101 a/b abc\n\n${arcRecord('http://b', 'y')}`,
      ['http://b'],
      [1],
    ],
  ])('with %s counts the bad record and finds the next', (_, text, found, wrong) => {
    for (const size of [1, 7, 10_000]) {
      const { records, bad } = parsed(Buffer.from(text), size);
      expect({ urls: urls(records), bad }).toEqual({ urls: found, bad: wrong });
    }
  });

  it('passes over a record that is too large to be held', () => {
    const large = Buffer.alloc((32 << 20) + 1, 'x');
    const head = warcRecord('a', '', large.length).trimEnd();
    const bytes = Buffer.concat([
      Buffer.from(`${head}\r\n\r\n`),
      large,
      Buffer.from(`\r\n\r\n${warcRecord('b', 'y')}`),
    ]);
    const { records, bad } = parsed(bytes, 1 << 16);
    expect({ urls: urls(records), bad }).toEqual({ urls: ['b'], bad: [1] });
  });

  it('packed record by record loses to damage only what is damaged', async () => {
    const members = Array.from({ length: 40 }, (_, at) => {
      const text = Array.from({ length: 50 }, (_, word) => `word${(at * 7919 + word * 104_729) % 9973}`).join(
        ' ',
      );
      return gzipSync(warcRecord(`http://a/${at}`, text));
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 39 }),
        fc.integer({ min: 12, max: 150 }),
        fc.constantFrom(500, 4_096, 1 << 20),
        async (hit, place, size) => {
          const damaged = members.map((member) => Buffer.from(member));
          const member = damaged[hit] ?? Buffer.alloc(0);
          for (let at = place; at < place + 8; at += 1) member[at] = (member[at] ?? 0) ^ 0xff;
          const bytes = Buffer.concat(damaged);
          const pieces = (async function* () {
            for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
          })();
          const parser = new RecordParser(() => undefined);
          const records: ArchiveRecord[] = [];
          let damages = 0;
          const unpacked = gunzipped(pieces, () => {
            damages += 1;
            records.push(...parser.broken());
          });
          for await (const piece of unpacked) records.push(...parser.push(piece));
          records.push(...parser.end());
          expect(damages).toBeGreaterThan(0);
          const whole = new Set(urls(records));
          for (let at = 0; at < 40; at += 1) if (at !== hit) expect(whole).toContain(`http://a/${at}`);
        },
      ),
      { numRuns: 15, examples: [[1, 141, 500]] },
    );
  });
});

describe('a response', () => {
  const respond = (fields: string, body: Uint8Array): Buffer =>
    Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\n${fields}\r\n\r\n`), body]);
  const body = (fields: string, bytes: Uint8Array): string | undefined =>
    readHttpResponse(respond(fields, bytes))?.body.toString();

  it('is unpacked and put together, also where its header is not true', () => {
    const text = Buffer.from('why is rust red?');
    expect(body('Content-Encoding: gzip', gzipSync(text))).toBe(text.toString());
    expect(body('Content-Encoding: deflate', deflateSync(text))).toBe(text.toString());
    expect(body('Content-Encoding: gzip', text)).toBe(text.toString());
    expect(
      body('Transfer-Encoding: chunked', Buffer.from('4\r\nwhy \r\nc\r\nis rust red?\r\n0\r\n\r\n')),
    ).toBe(text.toString());
    expect(body('Transfer-Encoding: chunked', text)).toBe(text.toString());
  });

  it('is decoded as its header or the page says, and as UTF-8 where it is UTF-8', () => {
    expect(decodePage(Buffer.from('naïve', 'latin1'), 'text/html; charset=iso-8859-1')).toBe('naïve');
    expect(decodePage(Buffer.from([0xa4, 0xa2]), 'text/html; charset=EUC-JP')).toBe('あ');
    expect(decodePage(Buffer.from('<meta charset="windows-1251">\xef', 'latin1'), 'text/html')).toContain(
      'п',
    );
    expect(decodePage(Buffer.from('naïve'), 'text/html; charset=iso-8859-1')).toBe('naïve');
    expect(decodePage(Buffer.from('naïve', 'latin1'), 'text/html; charset=none-such')).toBe('naïve');
  });
});

describe('the questions of a text', () => {
  it.each([
    ['It rains. Why is rust red? It is.', ['Why is rust red?']],
    ['How do tides work | Sea pages\nThe sea rises.', ['How do tides work']],
    [
      'Sea\nWho was Dr. Watson? What is Node.js for? See /find?q=x now',
      ['Who was Dr. Watson?', 'What is Node.js for?'],
    ],
    ['Sea\nHe asked "is it far?" and left', ['He asked "is it far?']],
    ['海\n潮はなぜ満ちるのですか？月のせい。', ['潮はなぜ満ちるのですか？']],
    ['Sea\nReally? Why? OK?', []],
    [`Sea\n${'so '.repeat(200)}what?`, []],
  ])('%j', (text, expected) => {
    expect(questionsInText(Buffer.from(text))).toEqual(expected);
  });
});

const folder = join(packageRoot, '../shared/data/web');
const there = existsSync(folder);
if (!there) console.log('../shared/data is not here: real web archives are not tested.');

describe.skipIf(!there)('a real archive', () => {
  it.each([
    ['warc_warcio_tests/example.warc', 6, 0],
    ['warc_warcio_tests/example.warc.gz', 6, 0],
    ['warc_warcio_tests/example-bad.warc.gz.bad', 6, 0],
    ['warc_warcio_tests/example-bad-non-chunked.warc.gz', 6, 0],
    ['warc_warcio_tests/example-space-in-target-uri.warc.gz', 2, 0],
    ['warc_warcio_tests/example-wget-bad-target-uri.warc.gz', 6, 0],
    ['warc_warcio_tests/example-wrong-chunks.warc.gz', 2, 0],
    ['warc_warcio_tests/example-trunc.warc', 4, 1],
    ['warc_warcio_tests/example.arc', 2, 0],
    ['warc_warcio_tests/example.arc.gz', 2, 0],
    ['warc_warcio_tests/example-space-in-url.arc', 2, 1],
    ['warc_warcio_tests/bad.arc', 1, 3],
    ['warc_resiliparse_tests/warcfile.warc.gz', 50, 0],
    ['warc_resiliparse_tests/clueweb-quirk.warc.gz', 30, 0],
    ['warc_resiliparse_tests/clipped.warc.gz', 1, 1],
  ])('%s holds %i records, and %i bad ones are counted', async (file, records, bad) => {
    const bytes = await readFile(join(folder, file));
    const once = (async function* () {
      yield bytes;
    })();
    const whole =
      bytes[0] === 0x1f ? Buffer.concat(await collected(gunzipped(once, () => undefined))) : bytes;
    const read = parsed(whole, 4_096);
    expect([read.records.length, read.bad.length]).toEqual([records, bad]);
  });
});
