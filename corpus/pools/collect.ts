import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import { sha256File } from '../../src/core/hash.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Item } from '../../src/core/schemas/item.js';
import type { Layout } from '../benchmarks/index.js';
import { rawItem } from '../benchmarks/layout/columns.js';
import { readTable } from '../tables/index.js';
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

/** What one file's rows became: an item or a reason each. */
async function outcomes(
  { path, layout }: SourceFile,
  origin: BenchmarkOrigin,
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
      onProgress?.({ stage: 'read', done: found.length, unit: 'rows', note: path });
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
    let found: (Item | Reason)[];
    try {
      found = await outcomes(source, origin, task);
    } catch (error) {
      const unreadable = error instanceof MixevalError && ['corrupt', 'invalid-data'].includes(error.code);
      if (files.length === 1 || !unreadable) throw error;
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
      sha256: await sha256File(source.path, task.signal),
      read: found.length,
      kept: items.size - before,
      optionsShuffled: source.layout.shuffle ?? false,
    });
    task.onProgress?.({
      stage: 'pool',
      done: taken.length,
      total: files.length,
      unit: 'files',
      note: source.name,
    });
  }
  return { items: [...items.values()], files: taken, refusedFiles, read, rejected };
}
