import { join } from 'node:path';
import { takeLock } from '../../src/core/lock.js';
import { safeName } from '../../src/core/names.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Workspace } from '../../src/core/workspace.js';
import { type Benchmark, benchmarks } from '../benchmarks/index.js';
import type { Columns } from '../benchmarks/layout/columns.js';
import { isUnreadable } from '../tables/index.js';
import {
  noPath,
  nothingKept,
  nothingKnown,
  nothingTaken,
  unknownBenchmark,
  unknownLanguage,
} from './add-errors.js';
import { type Collection, collectItems } from './collect.js';
import { filesByBenchmark, filesOfBenchmark, mappedFiles, type SortedFiles } from './find-files.js';
import type { RejectedCounts } from './reasons.js';
import { starter, starterSource } from './starter.js';
import { poolNames, type RefusedFile, writePool } from './store.js';

export interface AddPoolOptions {
  readonly workspace: Workspace;
  /** A known benchmark, `starter`, or, together with `map`, a name of your choice. */
  readonly name: string;
  /** A file, or a folder that is looked through. Not needed for `starter`. */
  readonly path?: string | undefined;
  /** How the columns of a file of your own make an item. */
  readonly map?: Columns | undefined;
  /** Of a file of your own: an SPDX identifier or words. `not stated` unless given. */
  readonly licence?: string | undefined;
  /** Keep at most so many items: a fixed pseudo-random choice. */
  readonly limit?: number | undefined;
}

export interface PoolReport {
  readonly name: string;
  /** Rows read; each of them is kept or rejected. */
  readonly read: number;
  readonly kept: number;
  readonly rejected: RejectedCounts;
  /** The pool's file. */
  readonly output: string;
  /** Files that were not taken, and why. */
  readonly refusedFiles: readonly RefusedFile[];
}

/** Of several benchmarks at once. */
export interface PoolsReport {
  readonly pools: readonly PoolReport[];
  /** Files that no known benchmark of the language has, or that cannot be read. */
  readonly refusedFiles: readonly RefusedFile[];
}

type About = Pick<Benchmark, 'name' | 'title' | 'licence' | 'language'> &
  Partial<Pick<Benchmark, 'citation' | 'home'>>;

/**
 * Adds a pool of benchmark items to the workspace: a known benchmark from its files, a file of your own by a mapping,
 * or the bundled starter items. A pool of that name is replaced.
 *
 * @throws MixevalError `usage` for an unknown benchmark or without a path, `invalid-data` for columns that
 *   are not there or where nothing can be kept, `unsupported` where all files are refused
 */
export async function addPool(options: AddPoolOptions, task: LongTask = {}): Promise<PoolReport> {
  const { workspace, name, limit } = options;
  safeName(name, 'pool');
  const { about, files, refused } = await askedFor(options);
  if (files.length === 0) throw nothingTaken(name, refused, about.home);
  return store({ workspace, about, files, refused, limit }, task);
}

/** The starter items, a file of the user's own, or a known benchmark. */
async function askedFor({
  name,
  path,
  map,
  licence = 'not stated',
}: AddPoolOptions): Promise<SortedFiles & { readonly about: About }> {
  if (map) {
    if (path === undefined) throw noPath(name);
    const about = { name, title: name, licence, language: 'und' };
    return { about, ...(await mappedFiles(path, map)) };
  }
  if (name === starter.name) return { about: starter, files: [starterSource], refused: [] };
  if (!benchmarks.has(name)) throw unknownBenchmark(name);
  const benchmark = benchmarks.get(name);
  if (path === undefined) throw noPath(name, benchmark.home);
  return { about: benchmark, ...(await filesOfBenchmark(benchmark, path)) };
}

export interface AddPoolsOptions extends Pick<AddPoolOptions, 'workspace' | 'limit'> {
  /** A folder that is looked through. */
  readonly path: string;
  /** Take only benchmarks in this language (ISO 639-1), or in `any`; `en` unless given. */
  readonly language?: string | undefined;
}

/**
 * Adds every benchmark that is recognised in a folder, one pool each. A benchmark all of whose files are refused gets
 * a pool without items, so that the list of pools says why; it never replaces one with items.
 *
 * @throws MixevalError `unsupported` where no file is of a known benchmark, `usage` for a language that none is in
 */
export async function addPools(
  { workspace, path, language = 'en', limit }: AddPoolsOptions,
  task: LongTask = {},
): Promise<PoolsReport> {
  const languages = [...new Set(benchmarks.all().map((benchmark) => benchmark.language))];
  if (language !== 'any' && !languages.includes(language)) throw unknownLanguage(language, languages);
  const { groups, unknown } = await filesByBenchmark(benchmarks.all(), path);
  for (const [benchmark, { files, refused }] of groups) {
    if (language === 'any' || benchmark.language === language) continue;
    groups.delete(benchmark);
    const reason = `in another language (${benchmark.language}): add ${benchmark.name} by its name`;
    unknown.push(...refused, ...files.map((file) => ({ file: file.name, reason })));
  }
  if (groups.size === 0) throw nothingKnown(path, unknown);
  const existing = await poolNames(workspace);
  const pools: PoolReport[] = [];
  for (const [benchmark, { files, refused }] of groups) {
    if (files.length === 0 && existing.includes(benchmark.name)) continue;
    try {
      pools.push(await store({ workspace, about: benchmark, files, refused, limit }, task));
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      unknown.push(...files.map((file) => ({ file: file.name, reason: error.message })));
    }
  }
  return { pools, refusedFiles: unknown };
}

interface Found extends SortedFiles {
  readonly workspace: Workspace;
  readonly about: About;
  readonly limit: number | undefined;
}

/** Reads the files and writes the pool, under a lock of its name. */
async function store(
  { workspace, about, files: sources, refused, limit }: Found,
  task: LongTask,
): Promise<PoolReport> {
  const { name, title, licence, language, citation = null, home = null } = about;
  const lock = await takeLock(join(workspace.pools, `.${name}.lock`), `pool add ${name}`);
  try {
    const found = await collectItems(sources, { benchmark: title, licence }, task);
    const { items, files, read, rejected, refusedFiles } = limited(found, limit);
    const shared = { name, read, rejected, refusedFiles: [...refused, ...refusedFiles] };
    if (items.length === 0 && sources.length > 0) throw nothingKept(name, shared);
    const output = await writePool(workspace, items, {
      benchmark: title,
      citation,
      licence,
      home,
      language,
      files,
      ...shared,
    });
    return { ...shared, kept: items.length, output };
  } finally {
    await lock.release();
  }
}

/** Keeps the items with the smallest ids: ids are hashes, so the choice is as good as random and always the same. */
function limited(found: Collection, limit: number | undefined): Collection {
  if (limit === undefined || found.items.length <= limit) return found;
  const ids = found.items.map((item) => item.id).sort();
  const kept = new Set(ids.slice(0, limit));
  return {
    ...found,
    items: found.items.filter((item) => kept.has(item.id)),
    rejected: { ...found.rejected, 'over-limit': found.items.length - limit },
  };
}
