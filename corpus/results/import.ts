import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import { listFolder } from '../../src/core/files.js';
import { safeName } from '../../src/core/names.js';
import type { LongTask } from '../../src/core/progress.js';
import { counted } from '../../src/core/text-table.js';
import type { Workspace } from '../../src/core/workspace.js';
import { questionKey } from '../pools/normalise.js';
import { readPool } from '../pools/read.js';
import { readTable, tableFormat } from '../tables/index.js';
import { resultLayouts } from './layouts.js';
import type { ItemLookup, ResultLayout, ResultReason } from './result-layout.js';
import { ResultTable, writeResults } from './store.js';

export interface ImportResultsOptions {
  readonly workspace: Workspace;
  /** A file of results, or the folder that it lies in. */
  readonly path: string;
  /** What to call them in the workspace; the name of the path unless given. */
  readonly name?: string | undefined;
  /**
   * Finds items by the keys of a MixEval release, for results that name them so. The release's room comes after this
   * one, so whoever imports hands it in.
   */
  readonly itemByKey?: ItemLookup['byKey'] | undefined;
}

export interface ResultsReport {
  readonly name: string;
  readonly layout: string;
  /** Rows read; each of them is kept or rejected. */
  readonly read: number;
  readonly kept: number;
  readonly rejected: Partial<Record<ResultReason, number>>;
  readonly subjects: number;
  readonly items: number;
  /** Results written: rows of one subject on one item are averaged. */
  readonly results: number;
  readonly output: string;
}

/** Free-form items of the pools by their questions, read when first asked for. */
function questionsOfPools(workspace: Workspace, task: LongTask): ItemLookup['byQuestion'] {
  let index: Promise<Map<string, string>> | undefined;
  const build = async (): Promise<Map<string, string>> => {
    const { items } = await readPool(workspace, {}, task);
    return new Map(items.map((item) => [questionKey(item), item.id]));
  };
  return async (prompt) => {
    index ??= build();
    return (await index).get(questionKey({ problem_type: 'free-form', context: null, prompt }));
  };
}

/** The file of results at a path, and its layout, told by the columns of its first row. */
async function findResults(path: string): Promise<{ file: string; layout: ResultLayout }> {
  const isFolder = (await stat(path)).isDirectory();
  const files = isFolder ? (await listFolder(path)).map((name) => join(path, name)) : [path];
  const seen: string[] = [];
  for (const file of files.filter((each) => tableFormat(each) !== undefined)) {
    for await (const { value } of readTable(file, { onBadRow: () => undefined })) {
      const layout = resultLayouts.all().find(({ columns }) => columns.every((column) => column in value));
      if (layout) return { file, layout };
      seen.push(`${basename(file)} has ${Object.keys(value).join(', ')}`);
      break;
    }
  }
  throw new MixevalError(
    'invalid-data',
    `${path} holds no per-item results: ${seen.join('; ') || 'no rows'}.`,
    {
      next: `Expected ${resultLayouts
        .all()
        .map(({ description }) => description)
        .join('; or ')}.`,
      details: { path },
    },
  );
}

const nameOf = (path: string): string =>
  basename(path)
    .replace(/(?:\.[a-z]+)+$/i, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-');

/**
 * Imports what systems got on items, so that difficulty and discrimination are known without asking models again.
 * Nothing is guessed: a row without a score, or of an item not known here, is counted and left out.
 *
 * @throws MixevalError `invalid-data` where no layout fits or no row can be used, `usage` where a release is needed
 */
export async function importResults(
  { workspace, path, name = nameOf(path), itemByKey }: ImportResultsOptions,
  task: LongTask = {},
): Promise<ResultsReport> {
  safeName(name, 'set of results');
  const { file, layout } = await findResults(path);
  if (layout.needsRelease && itemByKey === undefined) {
    throw new MixevalError('usage', `${file} names items by the keys of a release.`, {
      next: 'Import or pull that release, and name it with --version.',
    });
  }
  const items: ItemLookup = {
    byKey: itemByKey ?? (() => undefined),
    byQuestion: questionsOfPools(workspace, task),
  };
  const table = new ResultTable();
  const rejected: Partial<Record<ResultReason, number>> = {};
  const reject = (reason: ResultReason): void => {
    rejected[reason] = (rejected[reason] ?? 0) + 1;
  };
  let read = 0;
  let kept = 0;
  const onBadRow = (): void => {
    read += 1;
    reject('unreadable');
  };
  for await (const found of layout.read(file, items, { onBadRow, signal: task.signal })) {
    read += 1;
    if (typeof found === 'string') reject(found);
    else {
      kept += 1;
      table.add(found);
    }
    if (read % 10_000 === 0) {
      throwIfAborted(task.signal);
      task.onProgress?.({ stage: 'results', done: read, unit: 'rows' });
    }
  }
  if (kept === 0) {
    const why = Object.entries(rejected).map(([reason, rows]) => `${counted(rows, 'rows')}: ${reason}`);
    throw new MixevalError(
      'invalid-data',
      `Nothing in ${file} can be used: ${why.join('; ') || 'no rows'}.`,
      {
        next: 'Add the benchmarks that the results are of (mixeval pool add), or name the right release.',
        details: { file, rejected },
      },
    );
  }
  const rows = table.rows();
  const output = await writeResults(workspace, name, rows);
  const { subjects, items: distinct } = table;
  return {
    name,
    layout: layout.name,
    read,
    kept,
    rejected,
    subjects,
    items: distinct,
    results: rows.length,
    output,
  };
}
