import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appearances, listHash, oldItems, readRetired, retire } from './retirement.js';
import { earlierReleases } from './series.js';
import { inWorkspace, syntheticDraft, syntheticFacts, syntheticItem } from './testing/synthetic-draft.js';
import { writeRelease } from './write.js';

const items = [1, 2, 3, 4].map((number) => syntheticItem('free-form', number));
const ids = items.map(({ id }) => id);
const vectors = Float32Array.from([1, 1, 2, 2, 3, 3, 4, 4]);

describe('retirement', () => {
  test('an item knows its first and its last release', async () => {
    await inWorkspace(async (workspace) => {
      // Twenty items each, moved on by ten: of the first release half stand in the second, none in the third.
      for (const [ordinal, first] of [0, 10, 20].entries()) {
        const version = `r${ordinal}`;
        await writeRelease(
          workspace,
          syntheticDraft(version, { first, hardSize: 0 }),
          syntheticFacts(version, ordinal),
        );
      }
      const known = await appearances(workspace, await earlierReleases(workspace, {}));
      const of = (number: number) => known.get(syntheticItem('free-form', number).id);
      expect([of(0), of(15), of(25), of(39)]).toEqual([
        { first: 0, last: 0 },
        { first: 0, last: 1 },
        { first: 1, last: 2 },
        { first: 2, last: 2 },
      ]);
      expect(oldItems(known, 3, 3)).toHaveLength(40);
      expect(oldItems(known, 3, 4)).toEqual([]);
    });
  });

  test('old and listed items leave the pool together with their vectors', () => {
    const retired = retire(items, vectors, 2, {
      old: [ids[1] ?? '', 'unknown'],
      listed: [ids[1] ?? '', ids[2] ?? ''],
    });
    expect(retired).toEqual({
      items: [items[0], items[3]],
      vectors: Float32Array.from([1, 1, 4, 4]),
      byAge: 1,
      byList: 1,
    });
  });

  test('with nothing to retire the pool stays the one it was', () => {
    expect(retire(items, vectors, 2, { old: [], listed: ['unknown'] }).vectors).toBe(vectors);
  });

  test('a list names items by "item" or "id"; anything else is refused by its line', async () => {
    await inWorkspace(async (workspace) => {
      const file = join(workspace.root, 'retired.jsonl');
      await writeFile(file, '{"item":"b","label":"question"}\n{"id":"a"}\n{"item":"b"}\n');
      expect(await readRetired(file)).toEqual(['a', 'b']);
      await writeFile(file, '{"id":"a"}\n{"name":"b"}\n');
      await expect(readRetired(file)).rejects.toMatchObject({ code: 'invalid-data', details: { line: 2 } });
    });
  });

  test('the hash of a list does not depend on its order', () => {
    expect(listHash(['b', 'a', 'b'])).toBe(listHash(['a', 'b']));
  });
});
