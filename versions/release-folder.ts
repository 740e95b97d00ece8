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

/** A release that is ready to be written. */
export interface ReleaseContent {
  readonly head: ManifestHead;
  readonly splits: Splits;
  /** Further files by their path in the folder. */
  readonly extra: ReadonlyMap<string, string | Uint8Array>;
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
  const files = sortedRecord(
    [...contents].map(([name, data]) => [name, { sha256: sha256(data), bytes: Buffer.byteLength(data) }]),
  );
  const manifestText = renderManifest(manifestSchema.parse({ ...head, files }));
  await writeFolderAtomic(path, async (folder) => {
    for (const [name, data] of contents) {
      throwIfAborted(signal);
      await writeFileAtomic(join(folder, name), data);
    }
    await writeFileAtomic(join(folder, manifestFile), manifestText);
    await writeFileAtomic(join(folder, manifestChecksumFile), renderManifestChecksum(manifestText));
    throwIfAborted(signal);
  });
  return files;
}
