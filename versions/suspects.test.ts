import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addPool, readPool } from '../corpus/index.js';
import { sha256 } from '../src/core/hash.js';
import { writeJsonLines } from '../src/core/json-lines.js';
import type { Item } from '../src/core/schemas/item.js';
import type { ItemResult } from '../src/core/schemas/item-result.js';
import type { WildQuery } from '../src/core/schemas/wild-query.js';
import { buildRelease } from './build.js';
import { itemsOf } from './splits.js';
import { openRelease } from './store.js';
import { decideSuspects, listSuspects, readDecisionFile } from './suspects.js';
import { inWorkspace } from './testing/synthetic-draft.js';

/** Subjects of rising strength; of the first items the strong ones miss every one, and the weak ones get it right. */
function resultsWithSuspects(items: readonly Item[], suspects: number): ItemResult[] {
  const strengths = [0.1, 0.2, 0.4, 0.6, 0.8, 0.9];
  return strengths.flatMap((strength, place) =>
    items.map(({ id }, at) => {
      const right =
        at < suspects
          ? place < 3
          : Number.parseInt(sha256(`${place} ${id}`).slice(0, 4), 16) / 0x10000 < strength;
      return {
        subject: `s${place}`,
        item: id,
        score: right ? 1 : 0,
        answer: right ? 'right' : 'something else',
      };
    }),
  );
}

describe('suspects', () => {
  it('are listed with what strong subjects answered, and decisions on them hold in later releases', async () => {
    await inWorkspace(async (workspace) => {
      await addPool({ workspace, name: 'starter', limit: 80 });
      const { items } = await readPool(workspace);
      const asked = items.map(
        ({ prompt }): WildQuery => ({
          id: sha256(prompt).slice(0, 32),
          text: prompt,
          language: 'en',
          source: { kind: 'jsonl', location: 'log.jsonl' },
          date: null,
          count: 1,
        }),
      );
      await writeJsonLines(join(workspace.queries, 'asked.jsonl'), asked);
      const build = (version: string, results: readonly ItemResult[]) =>
        buildRelease({ workspace, version, size: 25, hardSize: 5, results });
      await build('first', resultsWithSuspects(items, 6));

      const suspects = await listSuspects(workspace, 'first');
      const doubted = new Set(items.slice(0, 6).map(({ id }) => id));
      const found = suspects.filter(({ item }) => doubted.has(item));
      expect(found.length).toBeGreaterThanOrEqual(4);
      expect(found[0]?.answers[0]).toEqual({ subject: 's5', score: 0, answer: 'something else' });
      expect(found[0]?.answers).toHaveLength(5);
      expect(found[0]?.decision).toBeNull();

      const [toExclude, toFix, toAccept] = found;
      if (!toExclude || !toFix || !toAccept) throw new Error('There should be three.');
      const target: Item['target'] = toFix.options ? [toFix.target[0] === 0 ? 1 : 0] : ['mended'];
      const file = join(workspace.root, 'suspects.jsonl');
      await writeJsonLines(
        file,
        suspects.map((suspect) =>
          suspect.item === toExclude.item
            ? { ...suspect, decision: 'exclude' }
            : suspect.item === toFix.item
              ? { ...suspect, decision: 'fix', target }
              : suspect.item === toAccept.item
                ? { ...suspect, decision: 'accept', note: 'I looked it up.' }
                : suspect,
        ),
      );
      const decisions = await readDecisionFile(file);
      expect(decisions).toHaveLength(3);
      await decideSuspects(workspace, decisions);

      const pool = await readPool(workspace);
      expect(pool).toMatchObject({ excluded: 1, fixed: 1, accepted: [toAccept.item] });
      const ids = new Set(pool.items.map(({ id }) => id));
      expect([ids.has(toExclude.item), ids.has(toFix.item), ids.has(toAccept.item)]).toEqual([
        false,
        false,
        true,
      ]);
      const mended = pool.items.find(({ prompt }) => prompt === toFix.prompt);
      expect(mended?.target).toEqual(target);

      const { manifest } = await build('second', resultsWithSuspects(items, 6));
      expect(manifest.pool).toMatchObject({ excluded: 1, fixed: 1 });
      const later = await listSuspects(workspace, 'second');
      expect(later.map(({ item }) => item)).not.toContain(toAccept.item);
      const drawn = [...itemsOf((await openRelease(workspace, 'second')).splits)].map(({ id }) => id);
      expect(drawn).not.toContain(toExclude.item);
      expect(await listSuspects(workspace, 'first')).toHaveLength(suspects.length);

      await expect(
        decideSuspects(workspace, [{ item: 'f'.repeat(32), decision: 'exclude' }]),
      ).rejects.toMatchObject({ code: 'not-found' });
      const impossible: Item['target'] = toFix.options ? [99] : [0];
      await expect(
        decideSuspects(workspace, [{ item: toFix.item, decision: 'fix', target: impossible }]),
      ).rejects.toMatchObject({ code: 'invalid-data' });
    });
  });
});
