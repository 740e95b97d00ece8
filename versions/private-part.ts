import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MixevalError, systemCode } from '../src/core/errors.js';
import { exists, writeFileAtomic, writeFolderAtomic } from '../src/core/files.js';
import { sha256 } from '../src/core/hash.js';
import { permanentRandom } from '../src/core/random.js';
import type { Format } from '../src/core/schemas/item.js';
import { type Benchmark, type ReleaseItem, thinned } from '../src/core/schemas/release-item.js';
import type { Workspace } from '../src/core/workspace.js';
import { isPublishable } from './formats/publishable.js';
import { splitFile, splitPlaces } from './layout.js';
import type { BuiltManifest, Manifest } from './manifest.js';
import { type PlacedItem, placedItems, renderPlacedItems } from './split-file.js';
import { mapSplits, type Splits } from './splits.js';

type PrivatePart = NonNullable<BuiltManifest['private']>;

/** A release in its published and its private part. */
export interface DividedSplits {
  readonly published: Splits;
  /** What the manifest says of the private part; null where there is none. */
  readonly part: PrivatePart | null;
  /** The private part's files by their path. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Takes the private items out of a release. An item is private in every release or in none, by a permanent random number of
 * its own; those whose authors ask that they are not put in plain text always are. Of all others each part is a random part:
 * one share thins the published ones, which leaves their score as it is and widens its interval.
 *
 * @param share of all items that is private, 0 to below 1
 */
export function divideSplits(splits: Splits, share: number): DividedSplits {
  const isPrivate = (item: ReleaseItem): boolean =>
    !isPublishable(item) || permanentRandom(item.id, 0, 'private') < share;
  const files = new Map<string, string>();
  const counts = mapSplits(splits, ({ items }, benchmark, format) => {
    const placed = [...items.entries()].filter(([, item]) => isPrivate(item));
    if (placed.length > 0) files.set(splitFile(benchmark, format), renderPlacedItems(placed));
    return placed.length;
  });
  if (files.size === 0) return { published: splits, part: null, files };
  return {
    published: mapSplits(splits, (split) => ({
      ...split,
      items: split.items.filter((item) => !isPrivate(item)),
    })),
    part: {
      counts,
      files: Object.fromEntries(
        [...files].map(([name, data]) => [name, { sha256: sha256(data), bytes: Buffer.byteLength(data) }]),
      ),
    },
    files,
  };
}

/** Where a release's private part lies: beside the releases, so that none of their folders holds it. */
export function privateFolder({ privateParts }: Pick<Workspace, 'privateParts'>, version: string): string {
  return join(privateParts, version);
}

/**
 * Writes a private part before its release is written; what a build that was ended left there goes.
 */
export async function writePrivatePart(
  workspace: Workspace,
  version: string,
  files: DividedSplits['files'],
): Promise<void> {
  const folder = privateFolder(workspace, version);
  await rm(folder, { recursive: true, force: true });
  if (files.size === 0) return;
  await writeFolderAtomic(folder, async (temporary) => {
    for (const [name, data] of files) await writeFileAtomic(join(temporary, name), data);
  });
}

/** What a manifest says of its private part; null where there is none. */
export function privatePartOf(manifest: Manifest): PrivatePart | null {
  return manifest.origin === 'built' ? manifest.private : null;
}

/** Whether a release has a private part that is not here: then its published items alone are read. */
export async function lacksPrivatePart(
  workspace: Workspace,
  version: string,
  manifest: Manifest,
): Promise<boolean> {
  return privatePartOf(manifest) !== null && !(await exists(privateFolder(workspace, version)));
}

/** A split and the release it is of. */
export interface SplitPlace {
  readonly version: string;
  readonly manifest: Manifest;
  readonly benchmark: Benchmark;
  readonly format: Format;
}

/**
 * A split's items with those of its private part in their places; where that is not here, the published ones as the
 * random part of the split that they are.
 *
 * @param published the items that stand in the release's folder
 * @throws MixevalError `corrupt` where a file of the private part is missing or is not as it was written
 */
export async function* withPrivateItems(
  workspace: Workspace,
  place: SplitPlace,
  published: AsyncIterable<PlacedItem>,
): AsyncGenerator<PlacedItem> {
  const { version, manifest, benchmark, format } = place;
  const part = privatePartOf(manifest);
  const count = part?.counts[benchmark]?.[format] ?? 0;
  if (!part || count === 0) return yield* published;
  if (await lacksPrivatePart(workspace, version, manifest)) {
    const others = manifest.counts[benchmark]?.[format] ?? 0;
    for await (const placed of published)
      yield { ...placed, item: thinned(placed.item, others / (others + count)) };
    return;
  }
  const others = published[Symbol.asyncIterator]();
  let at = 0;
  for (const hidden of await privateItems(workspace, place, part)) {
    for (; at < hidden.place; at += 1) {
      const { value, done } = await others.next();
      if (done) break;
      yield { ...value, place: at };
    }
    yield hidden;
    at += 1;
  }
  for (let next = await others.next(); !next.done; next = await others.next(), at += 1)
    yield { ...next.value, place: at };
}

/** The items of a split's private part, in rising order of their places. */
async function privateItems(
  workspace: Workspace,
  { version, benchmark, format }: SplitPlace,
  part: PrivatePart,
): Promise<Iterable<PlacedItem>> {
  const path = join(privateFolder(workspace, version), splitFile(benchmark, format));
  const bytes = await readPresent(path);
  if (!bytes || sha256(bytes) !== part.files[splitFile(benchmark, format)]?.sha256) {
    throw new MixevalError(
      'corrupt',
      `${path} ${bytes ? 'has changed since it was written' : 'is missing'}.`,
      {
        next: `Put it back as it was, or remove ${privateFolder(workspace, version)}: then only what is published counts.`,
        details: { file: path },
      },
    );
  }
  return placedItems(bytes, path);
}

/** What is wrong with a private part that is here, file by file; nothing where it is not here. */
export async function* privateProblems(
  workspace: Workspace,
  version: string,
  manifest: Manifest,
): AsyncGenerator<{ readonly file: string; readonly problem: string }> {
  const part = privatePartOf(manifest);
  if (!part || (await lacksPrivatePart(workspace, version, manifest))) return;
  for (const { benchmark, format } of splitPlaces) {
    const name = splitFile(benchmark, format);
    const stated = part.files[name]?.sha256;
    if (stated === undefined) continue;
    const bytes = await readPresent(join(privateFolder(workspace, version), name));
    const file = `private/${version}/${name}`;
    if (!bytes) yield { file, problem: 'is missing' };
    else if (sha256(bytes) !== stated) {
      yield { file, problem: `has changed: its sha256 is ${sha256(bytes)}, the manifest says ${stated}` };
    }
  }
}

async function readPresent(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
