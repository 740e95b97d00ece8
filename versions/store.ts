/** The releases of the workspace: found, listed, opened. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MixevalError, systemCode } from '../src/core/errors.js';
import { exists, listFolder } from '../src/core/files.js';
import { sha256, sha256File } from '../src/core/hash.js';
import { safeName } from '../src/core/names.js';
import { packageRoot } from '../src/core/package.js';
import type { RestingSplit } from '../src/core/resting-split.js';
import type { Format } from '../src/core/schemas/item.js';
import {
  type Benchmark,
  benchmarks,
  type ReleaseItem,
  type Split,
  type SplitDesign,
} from '../src/core/schemas/release-item.js';
import type { Workspace } from '../src/core/workspace.js';
import { manifestChecksumFile, manifestFile, splitFile, splitPlaces } from './layout.js';
import type { Manifest } from './manifest.js';
import { parseManifest, renderManifestChecksum } from './manifest-file.js';
import { lacksPrivatePart, withPrivateItems } from './private-part.js';
import { howToGet } from './published.js';
import { restSplit } from './rest-split.js';
import { type PlacedItem, placedItems, readPlacedItems } from './split-file.js';
import type { Splits } from './splits.js';

/** A release that was found, its manifest read. */
export interface StoredRelease {
  readonly version: string;
  readonly folder: string;
  readonly manifest: Manifest;
  /** sha256 of manifest.json: names the release and all its bytes. */
  readonly manifestHash: string;
  /** True where its private part is not here: then only its published items are read. */
  readonly publishedOnly: boolean;
  /** Names the items that are read: runs on the published ones alone do not compare with runs on all. */
  readonly contentHash: string;
}

/** A release with its items. */
export interface Release extends StoredRelease {
  /** The benchmarks that were asked for, or all there are. */
  readonly splits: Splits;
}

/** A release whose texts stay in its files until they are wanted. */
export interface RestingRelease extends StoredRelease {
  readonly splits: Readonly<Partial<Record<Benchmark, Readonly<Record<Format, RestingSplit>>>>>;
}

interface OpenOptions {
  readonly benchmarks?: readonly Benchmark[] | undefined;
}

/** The releases that this project publishes with its package. */
const packagedReleases = join(packageRoot, 'versions', 'releases');

/** Where releases of a workspace are looked for: its own first. */
function shelves(workspace: Workspace): string[] {
  return [workspace.versions, packagedReleases];
}

/** Names and folders of the releases on these shelves; the first shelf hides what others hold under the same name. */
async function findReleases(shelves: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const shelf of shelves) {
    for (const name of await listFolder(shelf)) {
      const folder = join(shelf, name);
      if (!name.startsWith('.') && !found.has(name) && (await exists(join(folder, manifestFile)))) {
        found.set(name, folder);
      }
    }
  }
  return found;
}

/**
 * The folder of a release.
 *
 * @throws MixevalError `not-found`, naming the releases that are here and how to get others
 */
export async function releaseFolder(workspace: Workspace, version: string): Promise<string> {
  safeName(version, 'version');
  for (const shelf of shelves(workspace)) {
    const folder = join(shelf, version);
    if (await exists(folder)) return folder;
  }
  const known = [...(await findReleases(shelves(workspace))).keys()].sort();
  const here = known.length === 0 ? 'There is none here yet.' : `Here: ${known.join(', ')}.`;
  throw new MixevalError('not-found', `There is no release "${version}". ${here}`, {
    next: howToGet(version),
    details: { version, known },
  });
}

/** Whether a release of this name is in the workspace or comes with the package. */
export async function hasRelease(workspace: Workspace, version: string): Promise<boolean> {
  return (await findReleases(shelves(workspace))).has(version);
}

/** Whether a release of this name is in the workspace itself: a packaged one takes no name away from it. */
export async function ownsRelease({ versions }: Workspace, version: string): Promise<boolean> {
  return (await findReleases([versions])).has(version);
}

/**
 * Every release, by date and then by name. One whose manifest cannot be read is told to `onDamaged` and left out.
 */
export function listReleases(workspace: Workspace, onDamaged?: OnDamaged): Promise<StoredRelease[]> {
  return listShelves(workspace, shelves(workspace), onDamaged);
}

/** As `listReleases`, but only what the workspace itself holds. */
export function listOwnReleases(workspace: Workspace, onDamaged?: OnDamaged): Promise<StoredRelease[]> {
  return listShelves(workspace, [workspace.versions], onDamaged);
}

type OnDamaged = (error: MixevalError) => void;

async function listShelves(
  workspace: Workspace,
  shelves: readonly string[],
  onDamaged: OnDamaged = () => undefined,
): Promise<StoredRelease[]> {
  const releases: StoredRelease[] = [];
  for (const [version, folder] of await findReleases(shelves)) {
    try {
      releases.push(await readManifest(workspace, version, folder));
    } catch (error) {
      if (!(error instanceof MixevalError)) throw error;
      onDamaged(error);
    }
  }
  const place = ({ manifest, version }: StoredRelease): string => `${manifest.date ?? ''} ${version}`;
  return releases.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/**
 * A release without its items.
 *
 * @throws MixevalError as `openRelease`
 */
export async function findRelease(workspace: Workspace, version: string): Promise<StoredRelease> {
  return readManifest(workspace, version, await releaseFolder(workspace, version));
}

/**
 * Reads a release, each file held against its checksum before it is believed. Its private part is read with it where that
 * is here.
 *
 * @param asked only these benchmarks are read; all there are where it is left out
 * @throws MixevalError `not-found` for an unknown version, or a benchmark that the release does not have; `corrupt` or
 *   `invalid-data` naming the file that is not as it was written
 */
export async function openRelease(
  workspace: Workspace,
  version: string,
  { benchmarks: asked }: OpenOptions = {},
): Promise<Release> {
  const stored = await findRelease(workspace, version);
  return { ...stored, splits: await eachSplit(workspace, stored, asked, readSplit) };
}

/**
 * As `openRelease`, but of each item only its head is kept: its text is read from the release's file when it is wanted.
 *
 * @throws MixevalError as `openRelease`; a reader throws `corrupt` where a file has changed since
 */
export async function openResting(
  workspace: Workspace,
  version: string,
  { benchmarks: asked }: OpenOptions = {},
): Promise<RestingRelease> {
  const stored = await findRelease(workspace, version);
  return { ...stored, splits: await eachSplit(workspace, stored, asked, restSplit) };
}

/** What a function makes of each split that is asked for. */
async function eachSplit<T>(
  workspace: Workspace,
  stored: StoredRelease,
  asked: readonly Benchmark[] | undefined,
  read: (design: SplitDesign, items: AsyncIterable<PlacedItem>) => Promise<T>,
): Promise<Partial<Record<Benchmark, Readonly<Record<Format, T>>>>> {
  const found: Partial<Record<Benchmark, Record<Format, T>>> = {};
  for (const benchmark of asked ?? benchmarks) {
    const designs = stored.manifest.splits[benchmark];
    if (!designs) {
      if (asked) throw noBenchmark(stored, benchmark);
      continue;
    }
    const readFormat = (format: Format): Promise<T> =>
      read(designs[format], splitItems(workspace, stored, benchmark, format));
    // One after the other: a file's bytes are in memory while it is read.
    const freeForm = await readFormat('free-form');
    found[benchmark] = { 'free-form': freeForm, 'multiple-choice': await readFormat('multiple-choice') };
  }
  return found;
}

/**
 * The ids of a release's published items, without those of its private part.
 *
 * @throws MixevalError `corrupt` or `invalid-data` naming the file that is not as it was written
 */
export async function publishedIds(stored: StoredRelease): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const { benchmark, format } of splitPlaces) {
    const name = splitFile(benchmark, format);
    if (!stored.manifest.files[name]) continue;
    for (const { item } of placedItems(await readReleaseFile(stored, name), name)) ids.add(item.id);
  }
  return ids;
}

/** Where a release's files lie, and what they should be. */
type ReleasePlace = Pick<StoredRelease, 'folder' | 'manifest'>;

/**
 * One file of a release, as it was written.
 *
 * @param name its path in the release's folder
 * @throws MixevalError `corrupt` where it is missing or its bytes have changed
 */
export async function readReleaseFile({ folder, manifest }: ReleasePlace, name: string): Promise<Uint8Array> {
  const bytes = await readPresent(folder, name);
  checkSum({ folder, manifest }, name, sha256(bytes));
  return bytes;
}

/** The path of one file of a release whose bytes are as they were written; it throws as `readReleaseFile`. */
async function checkedFile({ folder, manifest }: ReleasePlace, name: string): Promise<string> {
  const path = join(folder, name);
  checkSum({ folder, manifest }, name, await sha256File(path).catch(missing(path)));
  return path;
}

function checkSum({ folder, manifest }: ReleasePlace, name: string, checksum: string): void {
  if (checksum === manifest.files[name]?.sha256) return;
  throw damaged(join(folder, name), 'has changed since it was written');
}

async function readManifest(workspace: Workspace, version: string, folder: string): Promise<StoredRelease> {
  const bytes = await readPresent(folder, manifestFile);
  const path = join(folder, manifestFile);
  const checksum = await readPresent(folder, manifestChecksumFile);
  if (checksum.toString() !== renderManifestChecksum(bytes)) {
    throw damaged(path, `does not agree with ${manifestChecksumFile}`);
  }
  const manifest = parseManifest(bytes.toString(), path, version);
  const manifestHash = sha256(bytes);
  const publishedOnly = await lacksPrivatePart(workspace, version, manifest);
  const contentHash = publishedOnly ? sha256(`${manifestHash} published`) : manifestHash;
  return { version, folder, manifest, manifestHash, publishedOnly, contentHash };
}

/** Items that are read in one turn of the event loop. */
const itemsATurn = 64;

/** A split's items, those of its private part among them where it is here. */
async function* splitItems(
  workspace: Workspace,
  stored: StoredRelease,
  benchmark: Benchmark,
  format: Format,
): AsyncGenerator<PlacedItem> {
  const published = readPlacedItems(await checkedFile(stored, splitFile(benchmark, format)));
  for await (const placed of withPrivateItems(workspace, { ...stored, benchmark, format }, published)) {
    yield placed;
    if (placed.place % itemsATurn === itemsATurn - 1) await nextTurn();
  }
}

async function readSplit(design: SplitDesign, items: AsyncIterable<PlacedItem>): Promise<Split> {
  const read: ReleaseItem[] = [];
  for await (const { item } of items) read.push(item);
  return { ...design, items: read };
}

async function readPresent(folder: string, name: string): Promise<Buffer> {
  const path = join(folder, name);
  return readFile(path).catch(missing(path));
}

function missing(path: string): (error: unknown) => never {
  return (error) => {
    throw systemCode(error) === 'ENOENT' ? damaged(path, 'is missing') : error;
  };
}

function damaged(path: string, what: string): MixevalError {
  return new MixevalError('corrupt', `${path} ${what}.`, {
    next: 'Remove the release folder and get it again (`mixeval versions verify` names every damaged file).',
    details: { file: path },
  });
}

function noBenchmark({ version, manifest }: StoredRelease, benchmark: Benchmark): MixevalError {
  const noResults =
    manifest.origin === 'built' && !manifest.hard.built && manifest.hard.reason === 'no-results';
  return new MixevalError('not-found', `Release "${version}" has no ${benchmark} benchmark.`, {
    next: noResults
      ? 'It was built with no results of models on the pool: run `mixeval probe`, then build a new release.'
      : `It has: ${Object.keys(manifest.splits).join(', ')}.`,
    details: { version, benchmark },
  });
}
