import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { MixevalError, throwIfAborted } from '../src/core/errors.js';
import { sha256 } from '../src/core/hash.js';
import type { LongTask } from '../src/core/progress.js';
import type { Workspace } from '../src/core/workspace.js';
import { checkSplit } from './check-split.js';
import { manifestChecksumFile, manifestFile, splitFile, splitPlaces } from './layout.js';
import type { Manifest } from './manifest.js';
import { parseManifest, renderManifestChecksum } from './manifest-file.js';
import { privateProblems } from './private-part.js';
import { parseSplit } from './split-file.js';
import { findRelease, releaseFolder } from './store.js';

export interface Problem {
  /** Path in the release's folder. */
  readonly file: string;
  readonly problem: string;
}

export interface Verification {
  readonly version: string;
  readonly ok: boolean;
  readonly problems: readonly Problem[];
}

/**
 * Checks everything that can be checked of a release: every checksum, every schema, counts, duplicates, ids recomputed,
 * weights and probabilities, files that are missing or that nobody knows. Stops at nothing: all problems of all files
 * are in the result.
 *
 * @throws MixevalError `not-found` for an unknown version
 */
export async function verifyRelease(
  workspace: Workspace,
  version: string,
  task: LongTask = {},
): Promise<Verification> {
  const problems = await verifyFolder(await releaseFolder(workspace, version), version, task);
  if (!problems.some(({ file }) => file === manifestFile || file === manifestChecksumFile)) {
    const { manifest } = await findRelease(workspace, version);
    for await (const problem of privateProblems(workspace, version, manifest)) problems.push(problem);
  }
  return { version, ok: problems.length === 0, problems };
}

/** As `verifyRelease`, of a release folder anywhere. */
export async function verifyFolder(folder: string, version: string, task: LongTask = {}): Promise<Problem[]> {
  const found = await readContents(folder, task);
  const problems: Problem[] = [];
  const report: Report = (file, problem) => problems.push({ file, problem });
  const manifest = checkManifest(found, version, report);
  if (manifest) checkBytes(found, manifest, report);
  checkSplits(found, manifest, report);
  return problems;
}

type Contents = ReadonlyMap<string, Buffer>;
type Report = (file: string, problem: string) => void;

/** Every file under the folder by its path in it, with `/` on every system. */
async function readContents(folder: string, { onProgress, signal }: LongTask): Promise<Contents> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const contents = new Map<string, Buffer>();
  for (const path of files.sort()) {
    throwIfAborted(signal);
    contents.set(relative(folder, path).split(sep).join('/'), await readFile(path));
    onProgress?.({ stage: 'verify', done: contents.size, total: files.length, unit: 'files' });
  }
  return contents;
}

function checkManifest(found: Contents, version: string, report: Report): Manifest | undefined {
  const bytes = found.get(manifestFile);
  const checksum = found.get(manifestChecksumFile);
  if (!checksum) report(manifestChecksumFile, 'is missing');
  if (!bytes) {
    report(manifestFile, 'is missing');
    return undefined;
  }
  if (checksum && checksum.toString() !== renderManifestChecksum(bytes)) {
    report(manifestFile, `does not agree with ${manifestChecksumFile}`);
  }
  return attempt(manifestFile, () => parseManifest(bytes.toString(), manifestFile, version), report);
}

function checkBytes(found: Contents, { files }: Manifest, report: Report): void {
  for (const [name, { sha256: stated }] of Object.entries(files)) {
    const bytes = found.get(name);
    if (!bytes) report(name, 'is missing');
    else if (sha256(bytes) !== stated) {
      report(name, `has changed: its sha256 is ${sha256(bytes)}, the manifest says ${stated}`);
    }
  }
  const known = new Set([manifestFile, manifestChecksumFile, ...Object.keys(files)]);
  for (const name of found.keys()) if (!known.has(name)) report(name, 'is no file of this release');
}

function checkSplits(found: Contents, manifest: Manifest | undefined, report: Report): void {
  for (const { benchmark, format } of splitPlaces) {
    const name = splitFile(benchmark, format);
    const bytes = found.get(name);
    if (!bytes) continue;
    const items = attempt(name, () => parseSplit(bytes, name), report);
    if (!items || !manifest) continue;
    for (const problem of checkSplit(items, manifest, benchmark, format)) report(name, problem);
  }
}

/** What `read` gives; a MixevalError of it is a problem of the file. */
function attempt<T>(file: string, read: () => T, report: Report): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MixevalError)) throw error;
    report(file, error.message);
    return undefined;
  }
}
