import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MixevalError, throwIfAborted } from '../src/core/errors.js';
import { exists } from '../src/core/files.js';
import { sha256File } from '../src/core/hash.js';
import { safeName } from '../src/core/names.js';
import type { LongTask } from '../src/core/progress.js';
import type { Workspace } from '../src/core/workspace.js';
import { download } from './download.js';
import { type ImportReport, importFolder } from './import.js';
import { splitFile, splitPlaces } from './layout.js';
import { howToGet, isPublished, publishedHome, publishedReleases, publishedVersions } from './published.js';
import { findRelease, hasRelease } from './store.js';
import { withVersionLock } from './version-lock.js';

export interface PullOptions {
  readonly workspace: Workspace;
  /** A published version. */
  readonly version: string;
  /**
   * Stands for https://raw.githubusercontent.com. It may hold the whole path below that, or only the end of it: the
   * repository's, the commit's or the data folder's content.
   */
  readonly mirror?: string | undefined;
  /** A commit, branch or tag of the home repository; the commit that is known to hold the version where left out. */
  readonly ref?: string | undefined;
  /** Pause before a failed request is tried again, doubled each time. */
  readonly retryDelayMs?: number | undefined;
}

export interface PullReport extends ImportReport {
  /** Files fetched now; the rest was there from a pull that had been interrupted. */
  readonly downloaded: readonly string[];
  readonly reused: readonly string[];
}

const githubRaw = 'https://raw.githubusercontent.com';

/**
 * Fetches a published release from its home, holds every file against its published checksum and imports it. Files that
 * came whole before an interruption are kept and not fetched again. A release that is here already is left as it is.
 *
 * @throws MixevalError `not-found` for a version that is not published or not at that ref, `unreachable`, `corrupt`
 *   where a checksum differs, `exists` where another release has the name, `interrupted`
 */
export async function pullRelease(options: PullOptions, task: LongTask = {}): Promise<PullReport> {
  const { workspace } = options;
  const version = safeName(options.version, 'version');
  if (!isPublished(version)) {
    throw new MixevalError('not-found', `MixEval has published no release "${version}".`, {
      next: howToGet(version),
      details: { version, published: publishedVersions },
    });
  }
  return withVersionLock(workspace, version, 'pull', async () => {
    if (await hasRelease(workspace, version)) return alreadyHere(workspace, version);
    const folder = join(workspace.versions, `.pull-${version}`);
    const fetched = await fetchFiles(folder, options, task);
    const report = await importFolder({ workspace, folder, version }, task);
    await rm(folder, { recursive: true, force: true });
    return { ...report, ...fetched };
  });
}

async function alreadyHere(workspace: Workspace, version: string): Promise<PullReport> {
  const { folder, manifest } = await findRelease(workspace, version);
  if (manifest.origin !== 'imported' || manifest.published?.version !== version) {
    throw new MixevalError('exists', `${folder} is another release of that name.`, {
      next: 'Pull into another workspace (--workspace), or move that release away.',
    });
  }
  return { version, path: folder, manifest, downloaded: [], reused: [] };
}

async function fetchFiles(
  folder: string,
  { version, mirror, ref, retryDelayMs }: PullOptions,
  { onProgress, signal }: LongTask,
): Promise<Pick<PullReport, 'downloaded' | 'reused'>> {
  const downloaded: string[] = [];
  const reused: string[] = [];
  let bases = basesOf(version, mirror, ref);
  for (const [done, { benchmark, format }] of splitPlaces.entries()) {
    throwIfAborted(signal);
    const name = splitFile(benchmark, format);
    onProgress?.({ stage: 'pull', done, total: splitPlaces.length, unit: 'files', note: name });
    const file = join(folder, name);
    const checksums = publishedReleases
      .filter((release) => release.version === version)
      .map((release) => release.checksums[benchmark][format]);
    if ((await exists(file)) && checksums.includes(await sha256File(file, signal))) {
      reused.push(name);
      continue;
    }
    const path = `mixeval-${version}/${name}`;
    bases = [await downloadFromFirst(bases, path, file, { checksums, retryDelayMs, signal })];
    downloaded.push(name);
  }
  onProgress?.({ stage: 'pull', done: splitPlaces.length, total: splitPlaces.length, unit: 'files' });
  return { downloaded, reused };
}

/** Where the data folder may be, the likeliest place first. */
function basesOf(version: string, mirror: string | undefined, ref: string | undefined): string[] {
  const commit = ref ?? publishedReleases.find((release) => release.version === version)?.commit ?? 'main';
  const below = [publishedHome, commit, 'mix_eval/data'];
  if (mirror === undefined) return [[githubRaw, ...below].join('/')];
  if (!/^https?:\/\//.test(mirror) || !URL.canParse(mirror)) {
    throw new MixevalError('usage', `"${mirror}" is no address of a mirror.`, {
      next: 'Give one that starts with http:// or https://.',
    });
  }
  const root = mirror.replace(/\/+$/, '');
  return [...below.keys(), below.length].map((from) => [root, ...below.slice(from)].join('/'));
}

/** Tries each place until one has the file; returns that place. */
async function downloadFromFirst(
  bases: readonly string[],
  path: string,
  file: string,
  options: Parameters<typeof download>[2],
): Promise<string> {
  let missing: unknown;
  for (const base of bases) {
    try {
      await download(`${base}/${path}`, file, options);
      return base;
    } catch (error) {
      if (!(error instanceof MixevalError) || error.code !== 'not-found') throw error;
      missing ??= error;
    }
  }
  throw missing;
}
