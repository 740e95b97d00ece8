import { throwIfAborted } from '../../src/core/errors.js';
import { sha256File } from '../../src/core/hash.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Item } from '../../src/core/schemas/item.js';
import type { Layout } from '../benchmarks/index.js';
import { rawItem } from '../benchmarks/layout/columns.js';
import { isUnreadable, readTable } from '../tables/index.js';
import { makeItem, type Origin } from './make-item.js';
import type { Reason, RejectedCounts } from './reasons.js';
import type { PoolManifest, RefusedFile } from './store.js';

/** A file that is to be read, and how. */
export interface SourceFile {
  /** Where it lies, with `/` between folders. */
  readonly path: string;
  /** What it is called in the manifest: its path below the one the user gave. */
  readonly name: string;
  readonly layout: Layout;
}

/** What became of the rows of some files. */
export interface Collection {
  readonly items: Item[];
  readonly files: PoolManifest['files'];
  readonly refusedFiles: RefusedFile[];
  readonly read: number;
  readonly rejected: RejectedCounts;
}

type BenchmarkOrigin = Pick<Origin, 'benchmark' | 'licence'>;

const stepEvery = 1000;

/**
 * What one file's rows became: an item or a reason each.
 *
 * @param before rows read from earlier files
 */
async function outcomes(
  { path, name, layout }: SourceFile,
  origin: BenchmarkOrigin,
  before: number,
  { onProgress, onWarning, signal }: LongTask,
): Promise<(Item | Reason)[]> {
  const found: (Item | Reason)[] = [];
  const rowOrigin: Origin = {
    ...origin,
    subject: layout.subject?.exec(path)?.[1],
    shuffleOptions: layout.shuffle ?? false,
  };
  const onBadRow = ({ line, reason }: { line: number; reason: string }): void => {
    found.push('unreadable');
    onWarning?.(`${path}, row ${line}: ${reason}. The rest is read.`);
  };
  for await (const { value } of readTable(path, { header: layout.header, onBadRow, signal })) {
    const raw = (layout.steps ?? []).reduce((item, step) => step(item), rawItem(value, layout.columns));
    found.push(makeItem(raw, rowOrigin));
    if (found.length % stepEvery === 0) {
      throwIfAborted(signal);
      onProgress?.({ stage: 'pool', done: before + found.length, unit: 'rows', note: name });
    }
  }
  return found;
}

/**
 * Reads the files one after the other and makes items of their rows. A row that cannot be read or is no item is
 * counted by its reason; a file that cannot be read to its end is refused, or throws where it is the only one.
 */
export async function collectItems(
  files: readonly SourceFile[],
  origin: BenchmarkOrigin,
  task: LongTask,
): Promise<Collection> {
  const items = new Map<string, Item>();
  const rejected: RejectedCounts = {};
  const taken: PoolManifest['files'] = [];
  const refusedFiles: RefusedFile[] = [];
  let read = 0;
  for (const source of files) {
    throwIfAborted(task.signal);
    let found: (Item | Reason)[];
    try {
      found = await outcomes(source, origin, read, task);
    } catch (error) {
      if (files.length === 1 || !isUnreadable(error)) throw error;
      refusedFiles.push({ file: source.name, reason: error.message });
      continue;
    }
    const before = items.size;
    for (const outcome of found) {
      const reason = typeof outcome === 'string' ? outcome : items.has(outcome.id) ? 'duplicate' : undefined;
      if (reason !== undefined) rejected[reason] = (rejected[reason] ?? 0) + 1;
      else if (typeof outcome !== 'string') items.set(outcome.id, outcome);
    }
    read += found.length;
    taken.push({
      file: source.name,
      sha256: await sha256File(source.path),
      read: found.length,
      kept: items.size - before,
      optionsShuffled: source.layout.shuffle ?? false,
    });
    task.onProgress?.({ stage: 'pool', done: read, unit: 'rows', note: source.name });
  }
  return { items: [...items.values()], files: taken, refusedFiles, read, rejected };
}
