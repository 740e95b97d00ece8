import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPlacedItems, renderSplit } from './split-file.js';
import { inWorkspace, syntheticDraft } from './testing/synthetic-draft.js';

it('a file that is cut in the middle of a line while it is read is corrupt', () =>
  inWorkspace(async ({ root }) => {
    const [item] = syntheticDraft('v').splits.mixeval?.['free-form'].items ?? [];
    if (!item) throw new Error('The draft has no item.');
    const file = join(root, 'free-form.json');
    await writeFile(file, renderSplit(Array.from({ length: 400 }, () => item)));
    const items = readPlacedItems(file);
    expect((await items.next()).value).toMatchObject({ place: 0 });
    // Behind the piece that was read first, within a line.
    await truncate(file, 70_000);
    const rest = async (): Promise<void> => {
      for await (const { item: read } of items) expect(read.id).toBe(item.id);
    };
    await expect(rest()).rejects.toMatchObject({ code: 'corrupt' });
  }));
