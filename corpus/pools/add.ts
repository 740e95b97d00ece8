import { join } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import { takeLock } from '../../src/core/lock.js';
import { closestName, safeName } from '../../src/core/names.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Workspace } from '../../src/core/workspace.js';
import { type Benchmark, benchmarks } from '../benchmarks/index.js';
import type { Columns } from '../benchmarks/layout/columns.js';
import { type Collection, collectItems, type SourceFile } from './collect.js';
import { filesByBenchmark, filesOfBenchmark, mappedFiles } from './find-files.js';
import { type RejectedCounts, reasons } from './reasons.js';
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
  /** Files that no known benchmark of the language has. */
  readonly refusedFiles: readonly RefusedFile[];
}

type About = Pick<Benchmark, 'name' | 'title' | 'licence' | 'language'> &
  Partial<Pick<Benchmark, 'citation' | 'home'>>;

/**
 * Adds a pool of benchmark items to the workspace: a known benchmark from its files, a file of your own by a mapping,
 * or the bundled starter items. A pool of that name is replaced.
 *
 * @throws MixevalError `not-found` for an unknown benchmark, `usage` without a path, `invalid-data` for columns that
 *   are not there or where nothing can be kept, `unsupported` where all files are refused
 */
export async function addPool(options: AddPoolOptions, task: LongTask = {}): Promise<PoolReport> {
  const { workspace, name, map, limit } = options;
  safeName(name, 'pool');
  if (map) {
    const { files, refused } = await mappedFiles(pathOf(options), map);
    const about = { name, title: name, licence: options.licence ?? 'not stated', language: 'und' };
    return store({ workspace, about, refused, limit }, fromFiles(files, about, task));
  }
  if (name === starter.name) {
    return store(
      { workspace, about: starter, refused: [], limit },
      fromFiles([starterSource], starter, task),
    );
  }
  const benchmark = knownBenchmark(name);
  const { files, refused } = await filesOfBenchmark(benchmark, pathOf(options, benchmark));
  if (files.length === 0) {
    throw new MixevalError('unsupported', `No file there can be taken into ${name}: ${shown(refused)}.`, {
      next: `Give a file of ${name} (${benchmark.home}), or your own with --map prompt=...,target=....`,
      details: { refusedFiles: refused },
    });
  }
  return store({ workspace, about: benchmark, refused, limit }, fromFiles(files, benchmark, task));
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
 * @throws MixevalError `unsupported` where no file is of a known benchmark
 */
export async function addPools(
  { workspace, path, language = 'en', limit }: AddPoolsOptions,
  task: LongTask = {},
): Promise<PoolsReport> {
  const { groups, unknown } = await filesByBenchmark(benchmarks.all(), path);
  for (const [benchmark, { files, refused }] of groups) {
    if (language === 'any' || benchmark.language === language) continue;
    groups.delete(benchmark);
    const reason = `in another language (${benchmark.language}): add ${benchmark.name} by its name`;
    unknown.push(...refused, ...files.map((file) => ({ file: file.name, reason })));
  }
  if (groups.size === 0) {
    throw new MixevalError('unsupported', `${path} holds no file of a known benchmark: ${shown(unknown)}.`, {
      next: `Known: ${benchmarks.names.join(', ')}. A file of your own: mixeval pool add NAME PATH --map ...`,
      details: { refusedFiles: unknown },
    });
  }
  const existing = await poolNames(workspace);
  const pools: PoolReport[] = [];
  for (const [benchmark, { files, refused }] of groups) {
    if (files.length === 0 && existing.includes(benchmark.name)) continue;
    const collect = fromFiles(files, benchmark, task);
    pools.push(await store({ workspace, about: benchmark, refused, limit }, collect));
  }
  return { pools, refusedFiles: unknown };
}

const fromFiles =
  (files: readonly SourceFile[], { title, licence }: About, task: LongTask) =>
  (): Promise<Collection> =>
    collectItems(files, { benchmark: title, licence }, task);

/** Collects the items and writes the pool, under a lock of its name. */
async function store(
  {
    workspace,
    about,
    refused,
    limit,
  }: {
    readonly workspace: Workspace;
    readonly about: About;
    readonly refused: readonly RefusedFile[];
    readonly limit: number | undefined;
  },
  collect: () => Promise<Collection>,
): Promise<PoolReport> {
  const { name, title, licence, language, citation = null, home = null } = about;
  const lock = await takeLock(join(workspace.pools, `.${name}.lock`), `pool add ${name}`);
  try {
    const { items, files, read, rejected, refusedFiles } = limited(await collect(), limit);
    const shared = { name, read, rejected, refusedFiles: [...refused, ...refusedFiles] };
    if (items.length === 0 && files.length > 0) throw nothingKept(shared);
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

function knownBenchmark(name: string): Benchmark {
  if (benchmarks.has(name)) return benchmarks.get(name);
  const close = closestName(name, benchmarks.names);
  throw new MixevalError('not-found', `There is no benchmark "${name}".`, {
    next: `${close ? `Did you mean "${close}"? ` : ''}For a file of your own add --map prompt=COLUMN,target=COLUMN. Known: starter, ${benchmarks.names.join(', ')}.`,
    details: { name, known: benchmarks.names },
  });
}

function pathOf({ name, path }: AddPoolOptions, benchmark?: Benchmark): string {
  if (path !== undefined) return path;
  throw new MixevalError('usage', `Where are the files of ${name}?`, {
    next: benchmark
      ? `Fetch them from ${benchmark.home}, then: mixeval pool add ${name} PATH.`
      : `mixeval pool add ${name} PATH --map ...`,
  });
}

function shown(refused: readonly RefusedFile[]): string {
  const first = refused.slice(0, 3).map(({ file, reason }) => `${file} (${reason})`);
  const more = refused.length > 3 ? ` and ${refused.length - 3} more` : '';
  return refused.length === 0 ? 'there is no file' : first.join(', ') + more;
}

function nothingKept({ name, ...details }: Omit<PoolReport, 'kept' | 'output'>): MixevalError {
  const rows = Object.entries(details.rejected).map(([reason, count]) => `${count} rows: ${reason}`);
  const files = details.refusedFiles.length === 0 ? [] : [shown(details.refusedFiles)];
  const why = [...rows, ...files].join('; ') || 'there are no rows';
  return new MixevalError('invalid-data', `Nothing of ${name} can be an item: ${why}.`, {
    next: 'Check that the columns are the right ones, and that these files hold questions with answers.',
    details: { ...details, meanings: reasons },
  });
}
