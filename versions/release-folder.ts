import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfAborted } from '../src/core/errors.js';
import { writeFileAtomic, writeFolderAtomic } from '../src/core/files.js';
import { sha256 } from '../src/core/hash.js';
import { renderDatasheet } from './datasheet.js';
import { datasheetFile, manifestChecksumFile, manifestFile, splitFile, splitPlaces } from './layout.js';
import { type Manifest, type ManifestHead, manifestSchema } from './manifest.js';
import { renderManifest, renderManifestChecksum } from './manifest-file.js';
import { renderSplit } from './split-file.js';
import { type Splits, sortedRecord } from './splits.js';

/** A file's content, or its pieces, which are written as they come. */
export type FileContent = string | Uint8Array | AsyncIterable<string>;

/** A release that is ready to be written. */
export interface ReleaseContent {
  readonly head: ManifestHead;
  readonly splits: Splits;
  /** Further files by their path in the folder; one that may be large comes in pieces. */
  readonly extra: ReadonlyMap<string, FileContent>;
}

/**
 * Writes a release's folder: seen whole or not at all.
 *
 * @returns what the manifest says of the files, which is all that its head lacks
 * @throws MixevalError `exists`, `interrupted`
 */
export async function writeReleaseFolder(
  path: string,
  { head, splits, extra }: ReleaseContent,
  signal: AbortSignal | undefined,
): Promise<Manifest['files']> {
  const contents = new Map(extra);
  for (const { benchmark, format } of splitPlaces) {
    const split = splits[benchmark]?.[format];
    if (split) contents.set(splitFile(benchmark, format), renderSplit(split.items));
  }
  contents.set(datasheetFile, renderDatasheet(head));
  let files: Manifest['files'] = {};
  await writeFolderAtomic(path, async (folder) => {
    const written: [string, FileFacts][] = [];
    for (const [name, data] of contents) {
      throwIfAborted(signal);
      written.push([name, await writeContent(join(folder, name), data, signal)]);
    }
    files = sortedRecord(written);
    const manifestText = renderManifest(manifestSchema.parse({ ...head, files }));
    await writeFileAtomic(join(folder, manifestFile), manifestText);
    await writeFileAtomic(join(folder, manifestChecksumFile), renderManifestChecksum(manifestText));
    throwIfAborted(signal);
  });
  return files;
}

type FileFacts = Manifest['files'][string];

async function writeContent(
  path: string,
  data: FileContent,
  signal: AbortSignal | undefined,
): Promise<FileFacts> {
  if (typeof data === 'string' || data instanceof Uint8Array) {
    await writeFileAtomic(path, data);
    return { sha256: sha256(data), bytes: Buffer.byteLength(data) };
  }
  const hash = createHash('sha256');
  let bytes = 0;
  // The folder is seen only when it is whole, so its files need no temporary names.
  const handle = await open(path, 'wx');
  try {
    for await (const piece of data) {
      throwIfAborted(signal);
      hash.update(piece);
      bytes += Buffer.byteLength(piece);
      await handle.appendFile(piece);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}
