import { basename, join } from 'node:path';
import { sha256File } from '../../src/core/hash.js';
import { readJsonLines } from '../../src/core/json-lines.js';
import { packageRoot } from '../../src/core/package.js';
import { type Item, itemSchema } from '../../src/core/schemas/item.js';
import type { Collection } from './collect.js';

/** The items that come with this package: they are items already, checked by their own tests. */
export const starter = {
  name: 'starter',
  title: 'starter',
  citation: 'Written for this project',
  licence: 'CC0-1.0',
  language: 'en',
} as const;

const file = join(packageRoot, 'corpus', 'starter', 'items.jsonl');

export async function collectStarter(signal?: AbortSignal): Promise<Collection> {
  const items: Item[] = [];
  for await (const item of readJsonLines(file, itemSchema, { signal })) items.push(item);
  const counts = { read: items.length, kept: items.length };
  const about = { file: basename(file), sha256: await sha256File(file, signal), optionsShuffled: false };
  return { items, files: [{ ...about, ...counts }], refusedFiles: [], read: items.length, rejected: {} };
}
