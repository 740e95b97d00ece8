import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyWorkspace, folderWith } from '../testing/files.js';
import type { MergedLine } from './detect.js';
import { Merger } from './merger.js';
import { settingsOf } from './mine-options.js';
import { queryId } from './query-id.js';
import { openSiftThreads } from './sift-threads.js';

const line = (text: string): string => {
  const source = { kind: 'text', location: 'log.txt' };
  return `${JSON.stringify({ id: queryId(text), text, language: 'en', source, date: null, count: 1 })}\n`;
};

/** Looks at each group that a merger hands on of a corpus with these texts. */
async function forGroups(
  texts: readonly string[],
  look: (lines: readonly MergedLine[]) => void,
): Promise<void> {
  const folder = await folderWith({});
  const file = join(folder, 'corpus.jsonl');
  await writeFile(file, texts.map(line).join(''));
  const filters = settingsOf({ workspace: await emptyWorkspace(), sources: [file] });
  const sifter = await openSiftThreads({
    ...{ filters, near: false, removed: new Set<string>() },
    ...{ threads: 1, bytes: undefined },
  });
  const merger = new Merger(folder);
  try {
    await merger.takeOld(file, sifter, undefined);
    for await (const lines of merger.all({ signal: undefined, onDuplicate: () => undefined })) look(lines);
  } finally {
    merger.close();
    await sifter.close();
  }
}

/** Bytes that lines keep in memory, with all that shares a buffer with them. */
function heldBytes(lines: readonly MergedLine[]): number {
  const buffers = new Set(lines.map(({ bytes }) => bytes.buffer));
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
}

const megabyte = 1 << 20;

describe('lines that a merger hands on together', () => {
  it('are fewer where they are long', async () => {
    const texts = Array.from({ length: 30 }, (_, at) => `${at} ${'how do tides work '.repeat(6_000)}`);
    let lines = 0;
    await forGroups(texts, (group) => {
      lines += group.length;
      expect(heldBytes(group)).toBeLessThan(2 * megabyte);
    });
    expect(lines).toBe(texts.length);
  });

  it('keep nothing in memory of the duplicates between them', async () => {
    const again = 'how do tides work '.repeat(20_000);
    const texts = Array.from({ length: 30 }, (_, at) => [`how deep is lake number ${at}`, again]).flat();
    const kept: number[] = [];
    await forGroups(texts, (group) => {
      kept.push(group.length);
      expect(heldBytes(group)).toBeLessThan(2 * megabyte);
    });
    expect(kept).toEqual([31]);
  });
});
