/** Pages that were fetched, on disk: a crawl that was interrupted asks for none of them again. */

import { join } from 'node:path';
import { z } from 'zod';
import { listFolder, readJson, writeFileAtomic } from '../../src/core/files.js';
import { sha256 } from '../../src/core/hash.js';

const pageSchema = z.object({
  /** Where the page was in the end, redirects followed. */
  location: z.string(),
  html: z.string(),
});

export type StoredPage = z.infer<typeof pageSchema>;

/** The pages that a folder holds, by the URLs that were asked for. */
export interface PageStore {
  has(asked: string): boolean;
  read(asked: string): Promise<StoredPage>;
  write(asked: string, page: StoredPage): Promise<void>;
}

export async function openPageStore(folder: string): Promise<PageStore> {
  const there = new Set(await listFolder(folder));
  const nameOf = (asked: string): string => `${sha256(asked)}.json`;
  return {
    has: (asked) => there.has(nameOf(asked)),
    read: (asked) => readJson(join(folder, nameOf(asked)), pageSchema),
    async write(asked, page) {
      await writeFileAtomic(join(folder, nameOf(asked)), JSON.stringify(page));
    },
  };
}
