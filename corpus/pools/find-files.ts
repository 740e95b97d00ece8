/** Finds the files of a benchmark, and says why others were refused. */

import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import type { Benchmark, Layout } from '../benchmarks/index.js';
import type { Columns } from '../benchmarks/layout/columns.js';
import { compareColumns, recognise } from '../benchmarks/layout/recognise.js';
import { isUnreadable } from '../tables/index.js';
import type { SourceFile } from './collect.js';
import type { RefusedFile } from './store.js';

interface FoundFile {
  readonly path: string;
  readonly name: string;
}

/** Files to read, and files not to. */
export interface SortedFiles {
  readonly files: SourceFile[];
  readonly refused: RefusedFile[];
}

/** All files of a path, by name: the file itself, or those in the folder and below; hidden ones are passed over. */
async function filesAt(path: string): Promise<FoundFile[]> {
  const root = resolve(path);
  const slashed = (file: string): string => file.split(sep).join('/');
  if (!(await stat(root)).isDirectory()) return [{ path: slashed(root), name: basename(root) }];
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: slashed(file), name: slashed(relative(root, file)) }))
    .filter(({ name }) => !name.split('/').some((part) => part.startsWith('.')))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The files of one benchmark; of those not taken, first the ones that the benchmark knows. A single file that the user
 * names may be called anything.
 */
export async function filesOfBenchmark(benchmark: Benchmark, path: string): Promise<SortedFiles> {
  const found = await filesAt(path);
  const files: SourceFile[] = [];
  const known: RefusedFile[] = [];
  const unknown: RefusedFile[] = [];
  for (const file of found) {
    const recognised = await recognise(file.path, [benchmark], found.length === 1);
    if (recognised.kind === 'taken') files.push({ ...file, layout: recognised.layout });
    else (recognised.benchmark ? known : unknown).push({ file: file.name, reason: recognised.reason });
  }
  return { files, refused: [...known, ...unknown] };
}

/** The files of each benchmark that has any there, and those that no benchmark has. */
export async function filesByBenchmark(
  known: readonly Benchmark[],
  path: string,
): Promise<{ readonly groups: Map<Benchmark, SortedFiles>; readonly unknown: RefusedFile[] }> {
  const groups = new Map<Benchmark, SortedFiles>();
  const unknown: RefusedFile[] = [];
  const groupOf = (benchmark: Benchmark): SortedFiles => {
    const group = groups.get(benchmark) ?? { files: [], refused: [] };
    groups.set(benchmark, group);
    return group;
  };
  for (const file of await filesAt(path)) {
    const recognised = await recognise(file.path, known);
    const group = recognised.benchmark && groupOf(recognised.benchmark);
    if (recognised.kind === 'taken') group?.files.push({ ...file, layout: recognised.layout });
    else (group?.refused ?? unknown).push({ file: file.name, reason: recognised.reason });
  }
  return { groups, unknown };
}

/**
 * The tables at a path that are read by a user's mapping. One that cannot be read is refused, or throws where it is
 * the only one.
 *
 * @throws MixevalError `invalid-data` for a table without one of the columns, naming those it has
 */
export async function mappedFiles(path: string, columns: Columns): Promise<SortedFiles> {
  const layout: Layout = { path: /^/, columns };
  const found = await filesAt(path);
  const sorted: SortedFiles = { files: [], refused: [] };
  for (const file of found) {
    let compared: Awaited<ReturnType<typeof compareColumns>>;
    try {
      compared = await compareColumns(file.path, layout);
    } catch (error) {
      if (found.length === 1 || !isUnreadable(error)) throw error;
      sorted.refused.push({ file: file.name, reason: error.message });
      continue;
    }
    const { missing, found: there } = compared;
    if (missing.length > 0) {
      const names = missing.map((column) => `"${column}"`).join(', ');
      const has = there.length === 0 ? 'It has no rows' : `It has: ${there.join(', ')}`;
      const message = `${file.path} has no column ${names}. ${has}.`;
      throw new MixevalError('invalid-data', message, {
        next:
          there.length === 0 ? 'Give a file with rows under their columns.' : 'Name its columns with --map.',
        details: { file: file.path, missing, found: there },
      });
    }
    sorted.files.push({ ...file, layout });
  }
  return sorted;
}
