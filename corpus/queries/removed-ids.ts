import { join } from 'node:path';
import { z } from 'zod';
import { exists, readJson, writeJson } from '../../src/core/files.js';
import type { Workspace } from '../../src/core/workspace.js';

const removedSchema = z.object({ ids: z.array(z.string()) });

function removedFile(workspace: Workspace): string {
  return join(workspace.queries, 'removed.json');
}

/** Ids of queries that were taken out for good. Mining never brings them back; their texts are nowhere. */
export async function readRemovedIds(workspace: Workspace): Promise<Set<string>> {
  const file = removedFile(workspace);
  return new Set((await exists(file)) ? (await readJson(file, removedSchema)).ids : []);
}

export async function addRemovedIds(workspace: Workspace, ids: Iterable<string>): Promise<void> {
  const all = new Set([...(await readRemovedIds(workspace)), ...ids]);
  await writeJson(removedFile(workspace), { ids: [...all].sort() });
}
