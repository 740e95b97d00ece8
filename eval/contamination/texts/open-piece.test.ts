import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { textBlocks } from './blocks.js';
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
