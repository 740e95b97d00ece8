import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import type { Benchmark, Layout } from '../benchmarks/index.js';
import type { Columns } from '../benchmarks/layout/columns.js';
import { compareColumns, recognise } from '../benchmarks/layout/recognise.js';
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

/** The files of one benchmark. A single file that the user names may be called anything. */
export async function filesOfBenchmark(benchmark: Benchmark, path: string): Promise<SortedFiles> {
  const found = await filesAt(path);
  const sorted: SortedFiles = { files: [], refused: [] };
  for (const file of found) {
    const recognised = await recognise(file.path, [benchmark], found.length === 1);
    if (recognised.kind === 'taken') sorted.files.push({ ...file, layout: recognised.layout });
    else sorted.refused.push({ file: file.name, reason: recognised.reason });
  }
  return sorted;
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
 * The tables at a path that are read by a user's mapping.
 *
 * @throws MixevalError `invalid-data` for a table without one of the columns, naming those it has
 */
export async function mappedFiles(path: string, columns: Columns): Promise<SourceFile[]> {
  const layout: Layout = { path: /^/, columns };
  const files = (await filesAt(path)).map((file) => ({ ...file, layout }));
  for (const file of files) {
    const { missing, found } = await compareColumns(file.path, layout);
    if (missing.length === 0) continue;
    const names = missing.map((column) => `"${column}"`).join(', ');
    throw new MixevalError(
      'invalid-data',
      `${file.path} has no column ${names}. It has: ${found.join(', ')}.`,
      {
        next: 'Name its columns with --map.',
        details: { file: file.path, missing, found },
      },
    );
  }
  return files;
}
