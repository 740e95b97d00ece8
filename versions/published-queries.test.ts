import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawBatch } from '../corpus/index.js';
import { sha256 } from '../src/core/hash.js';
import type { WildQuery } from '../src/core/schemas/wild-query.js';
import { publishedQueries, shownQueries } from './published-queries.js';

const asked = (text: string, flags?: string[]): WildQuery => ({
  id: sha256(text).slice(0, 32),
  text,
  language: 'en',
  source: { kind: 'jsonl', location: 'log.jsonl' },
  date: null,
  count: 2,
  ...(flags ? { flags } : {}),
});

const corpus = [
  asked('how do tides work'),
  asked('write to [EMAIL] about rust', ['masked-email']),
  asked('how do I get back at her', ['unsafe-crime']),
  // Flagged in one corpus, not in another: it stays flagged.
  asked('a doubtful one', ['masked-phone', 'unsafe-sexual']),
  asked('a doubtful one'),
];

async function published(choice: 'none' | 'hashes' | 'text'): Promise<Record<string, unknown>[]> {
  const batch = await drawBatch({
    async *queries() {
      yield* corpus;
    },
    seed: 1,
  });
  const content = publishedQueries(batch, choice).get('queries.jsonl') ?? [];
  if (typeof content === 'string' || content instanceof Uint8Array) throw new TypeError('not in pieces');
  let text = '';
  for await (const piece of content) text += piece;
  const lines = text.split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

describe('the queries of a release', () => {
  it('stand in it as their owner chose', async () => {
    expect(await published('none')).toEqual([]);
    const ids = [...new Set(corpus.map(({ id }) => id))].sort();
    expect((await published('hashes')).map(({ id }) => id)).toEqual(ids);
    expect((await published('hashes')).some((line) => 'text' in line)).toBe(false);
  });

  it('are there without their text where a filter flagged them as perhaps unsafe', async () => {
    const lines = await published('text');
    expect(lines).toHaveLength(4);
    expect(lines.flatMap(({ text }) => text ?? []).sort()).toEqual([
      'how do tides work',
      'write to [EMAIL] about rust',
    ]);
    const doubtful = asked('a doubtful one');
    expect(lines).toContainEqual({ id: doubtful.id, count: 4 });
  });

  it('are found in it, with their text or as ids', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mixeval-published-'));
    try {
      const shown = (text: string) => shownQueries(folder, new Set([asked(text).id]));
      expect(await shown('how do tides work')).toBe('none');
      const lines = await published('text');
      await writeFile(join(folder, 'queries.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
      expect(await shown('how do tides work')).toBe('text');
      expect(await shown('a doubtful one')).toBe('hashes');
      expect(await shown('never asked')).toBe('none');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
