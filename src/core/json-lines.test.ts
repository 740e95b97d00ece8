import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MixevalError } from './errors.js';
import { type BadLine, JsonLinesWriter, lineBatches, readJsonLines, writeJsonLines } from './json-lines.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mixeval-json-lines-'));
});

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of source) all.push(value);
  return all;
}

describe('lineBatches', () => {
  it('gives the lines of the text, wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ''))),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        async (texts, end, size) => {
          const bytes = Buffer.from(texts.map((text) => text + end).join(''));
          const batches = await collect(lineBatches(inPieces(bytes, size)));
          // A mark at the very start is not part of the text.
          const expected = texts.map((text, index) => (index === 0 ? text.replace(/^\ufeff/, '') : text));
          expect(batches.flatMap((batch) => batch.texts)).toEqual(expected);
          let before = 0;
          for (const batch of batches) {
            expect(batch.firstLine).toBe(before + 1);
            before += batch.texts.length;
          }
        },
      ),
    );
  });

  it('reads bytes that are not UTF-8 as a decoder does, and a mark only at the start', async () => {
    const bytes = fc.array(fc.constantFrom(0x61, 0x0a, 0x0d, 0xe4, 0xbd, 0xa0, 0xf0, 0x9f, 0xef, 0xbb, 0xbf));
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 9 }), async (codes, size) => {
        const whole = Buffer.from(codes);
        const lines = new TextDecoder().decode(whole).split('\n');
        const last = lines.pop();
        const expected = lines.map((line) => line.replace(/\r$/, ''));
        if (last) expected.push(last);
        const batches = await collect(lineBatches(inPieces(whole, size)));
        expect(batches.flatMap(({ texts }) => texts)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('counts a last line without an end', async () => {
    expect(await collect(lineBatches(inPieces(Buffer.from('a\nb'), 100)))).toEqual([
      { firstLine: 1, texts: ['a'] },
      { firstLine: 2, texts: ['b'] },
    ]);
  });
});

describe('JSON Lines files', () => {
  const schema = z.object({ name: z.string(), size: z.number() });

  it('come back as they were written', async () => {
    const file = join(folder, 'round.jsonl');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ name: fc.string(), size: fc.integer() })), async (records) => {
        expect(await writeJsonLines(file, records)).toBe(records.length);
        expect(await collect(readJsonLines(file, schema))).toEqual(records);
      }),
      { numRuns: 30 },
    );
  });

  it('report every bad line with its file and number, and read the rest', async () => {
    const file = join(folder, 'bad.jsonl');
    await writeFile(
      file,
      '{"name":"a","size":1}\nnot json\n{"name":"b"}\n\n{"name":"c","size":3}\n{"name":"d","si',
    );
    const bad: BadLine[] = [];
    const read = await collect(readJsonLines(file, schema, { onBadLine: (line) => bad.push(line) }));
    expect(read.map((record) => record.name)).toEqual(['a', 'c']);
    expect(bad.map(({ line }) => line)).toEqual([2, 3, 6]);
    expect(bad[1]?.reason).toContain('size');
    expect(bad[2]?.reason).toContain('cut off');
  });

  it('stop at the first bad line where nobody takes it', async () => {
    const file = join(folder, 'strict.jsonl');
    await writeFile(file, '{"name":"a","size":1}\n{}\n');
    await expect(collect(readJsonLines(file, schema))).rejects.toMatchObject({
      code: 'invalid-data',
      details: { file, line: 2 },
    });
  });

  it('are not seen before they are whole, and leave nothing when given up', async () => {
    const own = await mkdtemp(join(folder, 'atomic-'));
    const file = join(own, 'out.jsonl');
    const writer = await JsonLinesWriter.open(file);
    await writer.write({ a: 1 });
    await expect(readFile(file)).rejects.toThrow();
    await writer.close();
    expect(await readFile(file, 'utf8')).toBe('{"a":1}\n');

    const failing = async function* () {
      yield { a: 2 };
      throw new MixevalError('interrupted', 'Interrupted.');
    };
    await expect(writeJsonLines(file, failing())).rejects.toMatchObject({ code: 'interrupted' });
    expect(await readFile(file, 'utf8')).toBe('{"a":1}\n');
    expect(await readdir(own)).toEqual(['out.jsonl']);
  });
});
