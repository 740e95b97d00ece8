import { appendFile, mkdtemp, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Journal, journalLine, readJournal } from './journal.js';

const schema = z.object({ n: z.number(), text: z.string() });
let file = '';

beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'mixeval-journal-')), 'j.jsonl');
});

async function writeRecords(records: readonly z.infer<typeof schema>[]): Promise<void> {
  const journal = await Journal.open(file);
  await Promise.all(records.map((record) => journal.append(record)));
  await journal.close();
}

async function readRecords(): Promise<{ records: z.infer<typeof schema>[]; damaged: number[] }> {
  const damaged: number[] = [];
  const records = [];
  for await (const record of readJournal(file, schema, { onDamaged: (line) => damaged.push(line) })) {
    records.push(record);
  }
  return { records, damaged };
}

const record = fc.record({
  n: fc.double({ noNaN: true, noDefaultInfinity: true }),
  text: fc.string({ unit: 'binary' }),
});

describe('a journal', () => {
  test('gives back what was written, in order, and is valid JSON Lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 20 }), async (written) => {
        await writeFile(file, '');
        await writeRecords(written);
        const expected = JSON.parse(JSON.stringify(written));
        expect((await readRecords()).records).toEqual(expected);
        const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
        expect(lines.map((line) => schema.parse(JSON.parse(line)))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test('has a line with the operating system once append resolves', async () => {
    const journal = await Journal.open(file);
    await journal.append({ n: 1, text: 'a' });
    expect(await readFile(file, 'utf8')).toBe(journalLine({ n: 1, text: 'a' }));
    await journal.close();
  });

  test('that gathers lines writes them together, at the latest when it is closed', async () => {
    const journal = await Journal.open(file, { gatherMs: 3_600_000 });
    const written = [1, 2, 3].map((n) => ({ n, text: 'a' }));
    const appended = [];
    for (const line of written) {
      appended.push(journal.append(line));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await readFile(file, 'utf8')).toBe('');
    await journal.close();
    await Promise.all(appended);
    expect((await readRecords()).records).toEqual(written);
  });

  test('cut off at any byte loses the last line only, and can be gone on with', async () => {
    const written = [1, 2, 3].map((n) => ({ n, text: `line ${n} \u{1f600}` }));
    await writeRecords(written);
    const { size } = await stat(file);
    const whole = await readFile(file);
    const lastStart = whole.subarray(0, size - 1).lastIndexOf(0x0a) + 1;
    for (let length = lastStart; length < size; length += 1) {
      await writeFile(file, whole);
      await truncate(file, length);
      const journal = await Journal.open(file);
      expect(journal.tornBytes).toBe(length - lastStart);
      await journal.append({ n: 4, text: 'after' });
      await journal.close();
      expect(await readRecords()).toEqual({
        records: [...written.slice(0, 2), { n: 4, text: 'after' }],
        damaged: [],
      });
    }
  });

  test('tells a line whose bytes have changed, and reads the rest', async () => {
    await writeRecords([1, 2, 3].map((n) => ({ n, text: 'right' })));
    const text = await readFile(file, 'utf8');
    const lines = text.split('\n');
    await writeFile(file, [lines[0], lines[1]?.replace('right', 'wrong'), ...lines.slice(2)].join('\n'));
    await appendFile(file, '\n{"n":4,"text":"no sum"}\nnot JSON\n');
    const { records, damaged } = await readRecords();
    expect(records.map(({ n }) => n)).toEqual([1, 3]);
    expect(damaged).toEqual([2, 4, 5, 6]);
  });

  test('of any bytes at all is opened and read without failing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        await writeFile(file, bytes);
        await (await Journal.open(file)).close();
        expect((await readRecords()).records).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('that is not there is empty', async () => {
    expect(await readRecords()).toEqual({ records: [], damaged: [] });
  });
});
