import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { blockBytes, textBlocks } from './blocks.js';
import { openPiece } from './open-piece.js';
import { planPieces } from './pieces.js';

test('a table without a column of text is read, and said to hold none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-table-'));
  try {
    const database = await DuckDBInstance.create(':memory:');
    const connection = await database.connect();
    const read = async (columns: string): Promise<{ text: string; warnings: string[] }> => {
      const file = join(folder, 'table.parquet');
      await connection.run(`COPY (SELECT ${columns}) TO '${file}' (FORMAT parquet)`);
      const [piece] = await planPieces([file], {});
      if (!piece) throw new Error('A table is one piece.');
      const warnings: string[] = [];
      const parts: Uint8Array[] = [];
      const task = { onWarning: (message: string) => warnings.push(message) };
      for await (const part of openPiece(piece, task, () => undefined)) parts.push(part);
      return { text: Buffer.concat(parts).toString(), warnings };
    };
    expect(await read('1 AS a, 2.5 AS b')).toMatchObject({
      warnings: [expect.stringMatching(/no column of text/)],
    });
    expect(await read("1 AS a, 'blue lanterns' AS b")).toEqual({
      text: '{"a":1,"b":"blue lanterns"}\n',
      warnings: [],
    });
    connection.closeSync();
    database.closeSync();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('two gigabytes of packed text are read from a file, each byte once, in memory that stays the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-large-'));
  try {
    // A gzip file may be several, one behind the other: so two gigabytes take little of the disk.
    const line = Buffer.from('so many words and no question, line after line\n');
    const text = Buffer.alloc(1e5 * line.length, line);
    const members = Math.ceil(2e9 / text.length);
    const file = join(folder, 'text.gz');
    await writeFile(file, Buffer.concat(Array<Buffer>(members).fill(gzipSync(text))));
    const [piece] = await planPieces([file], {});
    if (!piece) throw new Error('A packed file is one piece.');
    const free: Uint8Array<ArrayBuffer>[] = [];
    let [owned, read, blocks] = [0, 0, 0];
    const held: number[] = [];
    const bytesRead = (bytes: number): void => {
      read += bytes;
    };
    const room = (bytes: number) => free.pop() ?? new Uint8Array(bytes);
    for await (const { bytes, own } of textBlocks(
      openPiece(piece, {}, bytesRead),
      undefined,
      undefined,
      room,
    )) {
      owned += own;
      blocks += 1;
      if (bytes.length === blockBytes) free.push(bytes);
      if (blocks % 20 === 0) held.push(process.memoryUsage.rss() / 1e6);
    }
    expect(owned).toBe(members * text.length);
    expect(read).toBe(piece.size);
    const [half = 0] = [held.length / 2].map(Math.floor);
    expect(Math.max(...held.slice(half)) - Math.max(...held.slice(0, half))).toBeLessThan(100);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 120_000);

test('ten gigabytes go through in blocks, each byte once', async () => {
  const chunk = Buffer.alloc(1 << 22, 'so many words and no question ');
  const chunks = Math.ceil(1e10 / chunk.length);
  async function* reader(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < chunks; at += 1) yield chunk;
  }
  let owned = 0;
  let longest = 0;
  for await (const { bytes, own } of textBlocks(reader())) {
    owned += own;
    longest = Math.max(longest, bytes.length);
  }
  expect(owned).toBe(chunks * chunk.length);
  expect(longest).toBeLessThanOrEqual(chunk.length);
});
