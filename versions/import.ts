import { join } from 'node:path';
import { MixevalError } from '../src/core/errors.js';
import { exists, listFolder } from '../src/core/files.js';
import { sha256 } from '../src/core/hash.js';
import { safeName } from '../src/core/names.js';
import { packageVersion } from '../src/core/package.js';
import type { LongTask } from '../src/core/progress.js';
import { formats } from '../src/core/schemas/item.js';
import { counted } from '../src/core/text-table.js';
import type { Workspace } from '../src/core/workspace.js';
import { copyRelease } from './copy.js';
import { manifestFile, originalFile, splitFile, splitPlaces } from './layout.js';
import { dayOf, formatVersion, type ImportedManifest, type Manifest } from './manifest.js';
import { type Original, originalOf, readOriginals, splitsOf } from './originals.js';
import { isPublished, type PublishedRelease, recognise } from './published.js';
import { writeReleaseFolder } from './release-folder.js';
import { describeSplits, mapSplits } from './splits.js';
import { withVersionLock } from './version-lock.js';
import { canaryOf } from './write.js';

export interface ImportOptions {
  readonly workspace: Workspace;
  /**
   * Holds `mixeval/` and perhaps `mixeval-hard/`, each with free-form.json and multiple-choice.json; or is a release of ours.
   */
  readonly folder: string;
  /** The name it gets here. */
  readonly version: string;
  /** YYYY-MM-DD, where the version's name holds no day. */
  readonly date?: string | undefined;
}

export interface ImportReport {
  readonly version: string;
  readonly path: string;
  readonly manifest: Manifest;
}

/**
 * Takes a release in MixEval's own layout into the workspace. Its files are kept to the byte in `original/`; exact
 * copies become one item whose weight is their number, so that scores stay comparable with published ones. A folder
 * that holds a release of ours is checked and copied as it is.
 *
 * @throws MixevalError `not-found` where the folder has nothing of that layout; `corrupt` or `invalid-data` naming file
 *   and key; `exists` where the name is taken
 */
export async function importRelease(options: ImportOptions, task: LongTask = {}): Promise<ImportReport> {
  const version = safeName(options.version, 'version');
  return withVersionLock(options.workspace, version, 'import', () => importFolder(options, task));
}

/** As `importRelease`, for a caller that holds the version's lock. */
export async function importFolder(
  { workspace, folder, version, date }: ImportOptions,
  task: LongTask,
): Promise<ImportReport> {
  const path = join(workspace.versions, version);
  const manifest = (await exists(join(folder, manifestFile)))
    ? await copyRelease(folder, path, version, task)
    : await importLayout(folder, path, { version, date: dayOf(version, date) }, task);
  return { version, path, manifest };
}

async function importLayout(
  folder: string,
  path: string,
  { version, date }: Pick<Manifest, 'version' | 'date'>,
  task: LongTask,
): Promise<Manifest> {
  const originals = await readOriginals(folder, task);
  if (!originals.some(({ benchmark }) => benchmark === 'mixeval')) throw await noLayout(folder);
  const checksums = new Map(
    originals.map(({ benchmark, format, bytes }) => [splitFile(benchmark, format), sha256(bytes)]),
  );
  const published = recognise(checksums);
  for (const warning of warningsOf(originals, version, published)) task.onWarning?.(warning);
  const canary = canaryOf(version, sha256(JSON.stringify([...checksums])));
  const splits = await splitsOf(originals, canary);
  const head: Omit<ImportedManifest, 'files'> = {
    formatVersion,
    origin: 'imported',
    version,
    date,
    mixevalVersion: packageVersion,
    canary,
    ...describeSplits(splits),
    overlap: {},
    published: published ? { version: published.version, commit: published.commit } : null,
    rows: mapSplits(
      splits,
      (_, benchmark, format) => originalOf(originals, benchmark, format)?.read.rows ?? 0,
    ),
    leftOut: originals.flatMap(({ benchmark, format, read }) =>
      read.leftOut.map((row) => ({ file: splitFile(benchmark, format), ...row })),
    ),
  };
  const extra = new Map(
    originals.map(({ benchmark, format, bytes }) => [originalFile(benchmark, format), bytes]),
  );
  return { ...head, files: await writeReleaseFolder(path, { head, splits, extra }, task.signal) };
}

function* warningsOf(
  originals: readonly Original[],
  version: string,
  published: PublishedRelease | undefined,
): Generator<string> {
  if (isPublished(version) && published?.version !== version) {
    yield `These are not the files that MixEval published as ${version}: scores on them are not comparable with published ones.`;
  }
  for (const { benchmark, format } of splitPlaces) {
    const original = originalOf(originals, benchmark, format);
    const file = splitFile(benchmark, format);
    if (!original) {
      if (originals.some((other) => other.benchmark === benchmark))
        yield `${file} is absent: that split is empty.`;
      continue;
    }
    const { leftOut, weighted } = original.read;
    const [first] = leftOut;
    if (first) {
      yield `${file}: ${counted(leftOut.length, 'rows')} that cannot be graded left out, the first "${first.key}": ${first.reason}.`;
    }
    if (weighted > 0) {
      yield `${file}: its items carry weights, which MixEval's layout has no place for. Import the release folder itself, with its manifest, to keep them.`;
    }
  }
}

async function noLayout(folder: string): Promise<MixevalError> {
  const inside: string[] = [];
  for (const name of await listFolder(folder)) {
    if (await exists(join(folder, name, 'mixeval'))) inside.push(join(folder, name));
  }
  const expected = formats.map((format) => splitFile('mixeval', format)).join(' and ');
  return new MixevalError('not-found', `${folder} holds no release: expected ${expected} in it.`, {
    next: inside.length > 0 ? `Name one of the folders in it: ${inside.join(', ')}.` : 'Check the path.',
  });
}
