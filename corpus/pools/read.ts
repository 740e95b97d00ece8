import { createHash } from 'node:crypto';
import type { LongTask } from '../../src/core/progress.js';
import type { Item } from '../../src/core/schemas/item.js';
import type { Workspace } from '../../src/core/workspace.js';
import { applyDecisions, readDecisions } from './decisions.js';
import { mergeItems } from './merge.js';
import { listPools, poolIsIntact, poolItems, poolManifest } from './store.js';

export interface ReadPoolOptions {
  /** Pools to read; all of the workspace unless given. */
  readonly names?: readonly string[] | undefined;
  /** Take only pools under these licences, spelt as `pool list` shows them. */
  readonly licences?: readonly string[] | undefined;
  /** Leave out what people decided on suspects, and give the items as they were added. */
  readonly undecided?: boolean | undefined;
}

/** All items that a release may draw from. */
export interface Pool {
  /** Each question once, sorted by id. */
  readonly items: readonly Item[];
  /** Items that went into another one that asks the same. */
  readonly merged: number;
  /** Items left out because copies of them disagree on the right option. */
  readonly contradicted: number;
  /** Items that a person excluded, and items whose ground truth a person mended. */
  readonly excluded: number;
  readonly fixed: number;
  /** Ids of items in doubt that a person found right. */
  readonly accepted: readonly string[];
  /** sha256 over the items: the same pools in any order give the same. */
  readonly hash: string;
  /** Items by the first benchmark they stand in. */
  readonly byBenchmark: Readonly<Record<string, number>>;
}

/**
 * Reads pools together and merges the questions that stand in several of them.
 *
 * @throws MixevalError `not-found` for a pool that is not there, `invalid-data` for a line that is no item
 */
export async function readPool(
  workspace: Workspace,
  { names, licences, undecided = false }: ReadPoolOptions = {},
  task: LongTask = {},
): Promise<Pool> {
  const manifests = names
    ? await Promise.all(names.map((name) => poolManifest(workspace, name)))
    : await listPools(workspace);
  const chosen = manifests.filter(({ licence }) => licences === undefined || licences.includes(licence));
  const found: Item[] = [];
  for (const [done, manifest] of chosen.entries()) {
    if (!(await poolIsIntact(workspace, manifest))) {
      task.onWarning?.(`The pool ${manifest.name} is not as it was added: its file has been changed since.`);
    }
    for (const item of await poolItems(workspace, manifest.name, task.signal)) found.push(item);
    task.onProgress?.({ stage: 'pool', done: done + 1, total: chosen.length, unit: 'pools' });
  }
  const { items: once, merged, contradicted } = mergeItems(found);
  const decisions = undecided ? [] : await readDecisions(workspace);
  const { items, ...decided } = applyDecisions(once, decisions);
  const byBenchmark: Record<string, number> = {};
  for (const { benchmark_name: name } of items) byBenchmark[name] = (byBenchmark[name] ?? 0) + 1;
  return { items, merged, contradicted, ...decided, hash: hashOf(items), byBenchmark };
}

function hashOf(items: readonly Item[]): string {
  const hash = createHash('sha256');
  for (const item of items) hash.update(`${JSON.stringify(item)}\n`);
  return hash.digest('hex');
}
