import { basename } from 'node:path';
import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import { packageVersion } from '../../src/core/package.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { FilterOptions } from '../filters/filter.js';
import { isUrl, parseUrl } from '../sources/crawl.js';
import { type FailedInput, openInputs, planInputs, standardInput } from '../sources/inputs.js';
import type { Turns } from '../sources/source.js';
import { type CorpusFiles, changingCorpus, commitCorpus, corpusFiles, readManifest } from './corpus-files.js';
import { filterChain } from './filter-chain.js';
import { Intake } from './intake.js';
import type { MinedInput } from './manifest.js';
import { Merger } from './merger.js';
import { readInput } from './read-input.js';
import { readRemovedIds } from './removed-ids.js';
import { Tally } from './tally.js';

/** What the miner goes by where nothing else is said. */
export interface MineSettings extends FilterOptions {
  readonly turns: Turns;
  /** Most pages of each site, from 1. */
  readonly maxPages: number;
  /** Patterns of file names that are left out of folders. */
  readonly exclude: readonly string[];
  /** A source's name in the registry; recognised for each input where undefined. */
  readonly format: string | undefined;
  /** Column or path of the queries: `messages[0].content`. */
  readonly field: string | undefined;
}

export const mineDefaults: MineSettings = {
  languages: ['en'],
  minLength: 3,
  maxLength: 4_000,
  pii: 'mask',
  unsafe: 'drop',
  turns: 'first',
  maxPages: 100,
  exclude: [],
  format: undefined,
  field: undefined,
};

export interface MineOptions extends Partial<MineSettings> {
  readonly workspace: Workspace;
  /** Files, folders, `-` for standard input, `https://...` for a site. */
  readonly sources: readonly string[];
  /** The corpus that the queries go into; named for a single source, else `queries`, where left out. */
  readonly name?: string | undefined;
  /** Every rejected text is written here as JSON Lines, as it was found. */
  readonly rejectedFile?: string | undefined;
  /** What `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
}

export interface MineReport {
  readonly name: string;
  /** Texts found in the sources; each is kept or rejected. */
  readonly read: number;
  /** Queries that are new in the corpus. */
  readonly kept: number;
  /** By reason. `duplicate`: it raised the count of a query that is kept. */
  readonly rejected: Readonly<Record<string, number>>;
  /** Up to five texts of every reason, as they were found. */
  readonly examples: Readonly<Record<string, readonly string[]>>;
  /** The file of the corpus, how many queries are in it now, and how often they were asked. */
  readonly output: string;
  readonly queries: number;
  readonly asked: number;
  /** Lines and records that could not be read. */
  readonly badLines: number;
  readonly inputs: readonly MinedInput[];
  /** Inputs of the same bytes as one mined before: nothing of them is counted again. */
  readonly alreadyMined: readonly string[];
  readonly failed: readonly { readonly location: string; readonly code: string; readonly message: string }[];
  /** Files in folders that are of no known kind or were left out. */
  readonly passedOver: readonly string[];
  /** By stage: `read`, each filter, `merge`, `write`. */
  readonly seconds: Readonly<Record<string, number>>;
}

/**
 * Mines wild queries: reads sources of any known format, filters, merges exact duplicates into the count of the one
 * kept, and adds what is new to `corpus/queries/<name>.jsonl`. An input that was mined before is recognised by its
 * checksum and adds nothing. Interrupted at any moment, the corpus is as it was, and the same call does it again.
 *
 * @throws MixevalError `usage`, `not-found`, `invalid-data`, ... where no source at all can be read; `locked` where
 *   another process is changing the same corpus
 */
export async function mine(options: MineOptions, task: LongTask = {}): Promise<MineReport> {
  if (options.sources.length === 0) {
    throw new MixevalError('usage', 'There is nothing to mine.', {
      next: 'Name a file, a folder, a URL, or - for standard input.',
    });
  }
  const files = corpusFiles(options.workspace, options.name ?? defaultName(options.sources));
  return changingCorpus(files, 'mine', async () => {
    const tally = await Tally.open(options.rejectedFile);
    try {
      const report = await mineInto(files, options, tally, task);
      await tally.close();
      return report;
    } catch (error) {
      await tally.abandon();
      throw error;
    }
  });
}

function defaultName(sources: readonly string[]): string {
  const [source] = sources;
  if (source === undefined || sources.length > 1) return 'queries';
  if (source === standardInput) return 'standard-input';
  const stem = isUrl(source)
    ? parseUrl(source).hostname
    : basename(source).replace(/\.[a-z]+(?:\.gz)?$/i, '');
  const name = stem.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return name === '' ? 'queries' : name.slice(0, 80);
}

async function mineInto(
  files: CorpusFiles,
  options: MineOptions,
  tally: Tally,
  { onProgress, onWarning = () => undefined, signal }: LongTask,
): Promise<MineReport> {
  const settings = settingsOf(options);
  const seconds: Record<string, number> = {};
  const manifest = await readManifest(files);
  const known = new Set(manifest?.sessions.flatMap(({ inputs }) => inputs.map(({ sha256 }) => sha256)));
  const plan = await planInputs(options.sources, settings.exclude);
  const removed = await readRemovedIds(options.workspace);
  const filter = await filterChain(settings, seconds);
  const merger = await Merger.open(files, signal);
  const intake = new Intake({ filter, merger, tally, removed, seconds });

  const failed: FailedInput[] = [];
  const inputs: MinedInput[] = [];
  const alreadyMined: string[] = [];
  let bytes = 0;
  const onFailure = (failure: FailedInput): void => {
    failed.push(failure);
    onWarning(`${failure.error.message} It is left out.`);
  };
  const report = (): void => {
    onProgress?.({
      stage: 'mine',
      done: Math.ceil(bytes / 1000),
      ...(plan.totalBytes === undefined ? {} : { total: Math.ceil(plan.totalBytes / 1000) }),
      unit: 'kB',
      note: `${intake.read} queries read, ${intake.kept} kept`,
    });
  };
  const onBytes = (length: number): void => {
    bytes += length;
    report();
  };

  try {
    report();
    plan.failed.forEach(onFailure);
    const { maxPages } = settings;
    const opened = openInputs(plan, {
      maxPages,
      stdin: options.stdin,
      folder: files.work,
      onFailure,
      signal,
    });
    for await (const input of opened) {
      if (known.has(input.sha256)) {
        alreadyMined.push(input.location);
        continue;
      }
      const { mined, error } = await readInput(input, {
        ...settings,
        seconds,
        onWarning,
        onBytes,
        signal,
        take: async (batch, kind) => {
          throwIfAborted(signal);
          await intake.take(batch, { kind, location: input.location });
        },
      });
      if (error) onFailure({ location: input.location, error });
      if (error && mined.read === 0) continue;
      inputs.push(mined);
      known.add(input.sha256);
    }
    if (inputs.length === 0 && alreadyMined.length === 0) throw nothingRead(options.sources, failed);

    const { read, kept } = intake;
    const writingSince = performance.now();
    const session = () => {
      seconds['write'] = (performance.now() - writingSince) / 1000;
      return {
        at: new Date().toISOString(),
        mixevalVersion: packageVersion,
        options: { sources: options.sources, ...settings },
        inputs,
        read,
        kept,
        rejected: tally.rejected,
        seconds,
      };
    };
    const sealed =
      inputs.length === 0 && manifest
        ? manifest
        : await commitCorpus(files, merger.all(signal), () => ({
            sessions: [...(manifest?.sessions ?? []), session()],
            removed: manifest?.removed ?? 0,
          }));
    return {
      name: files.name,
      read,
      kept,
      rejected: tally.rejected,
      examples: tally.examples,
      output: files.queries,
      queries: sealed.output.queries,
      asked: sealed.output.asked,
      badLines: inputs.reduce((sum, input) => sum + input.badLines, 0),
      inputs,
      alreadyMined,
      failed: failed.map(({ location, error }) => ({ location, code: error.code, message: error.message })),
      passedOver: plan.passedOver,
      seconds,
    };
  } finally {
    await merger.abandon();
  }
}

function settingsOf(options: MineOptions): MineSettings {
  const given = Object.entries(options).filter(
    ([name, value]) => name in mineDefaults && value !== undefined,
  );
  const settings: MineSettings = { ...mineDefaults, ...Object.fromEntries(given) };
  if (settings.minLength <= settings.maxLength) return settings;
  throw new MixevalError(
    'usage',
    `No text is at least ${settings.minLength} and at most ${settings.maxLength} characters long.`,
    { next: 'Give a --min-length that is not above --max-length.' },
  );
}

function nothingRead(sources: readonly string[], failed: readonly FailedInput[]): MixevalError {
  const [first] = failed;
  if (first && failed.length === 1) return first.error;
  const details = { failed: failed.map(({ location, error }) => ({ location, message: error.message })) };
  if (first) {
    return new MixevalError(
      first.error.code,
      `None of the ${failed.length} sources can be read. ${first.error.message}`,
      {
        cause: first.error,
        next: first.error.next ?? 'Look at the warnings above.',
        details,
      },
    );
  }
  return new MixevalError('not-found', `Nothing was found to read in ${sources.join(', ')}.`, {
    next: 'Check the address, and whether its robots.txt allows it to be read.',
  });
}
