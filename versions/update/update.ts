import {
  type AddPoolOptions,
  addPool,
  type MineOptions,
  type MineReport,
  mine,
  type PoolReport,
} from '../../corpus/index.js';
import { MixevalError } from '../../src/core/errors.js';
import { type LongTask, timed } from '../../src/core/progress.js';
import { buildChecked } from '../build.js';
import type { BuildOptions } from '../build-options.js';
import { diffReleases, type ReleaseDiff } from '../diff.js';
import { type BuiltManifest, dayOf } from '../manifest.js';
import { earlierReleases } from '../series.js';
import { findRelease, hasRelease } from '../store.js';
import { addEntry, changelogFile, entryOf, hasEntry } from './changelog.js';
import { checkGates, defaultGates, type Gates } from './gates.js';

/** What an update renews (Ni et al. 2024, section 3.4): only the batch, or the sources or the pool as well. */
export const updateKinds = ['all', 'batch', 'sources', 'pool'] as const;
export type UpdateKind = (typeof updateKinds)[number];

export interface UpdateOptions extends Omit<BuildOptions, 'date'> {
  /** The day of the release, YYYY-MM-DD. */
  readonly date: string;
  /** `all` unless said otherwise. */
  readonly kind?: UpdateKind | undefined;
  /** What is mined before the build; nothing where left out. Only what is dated since the last release, or not dated. */
  readonly mining?: Omit<MineOptions, 'workspace'> | undefined;
  /** Pools that are added, or added again, before the build. */
  readonly addPools?: readonly Omit<AddPoolOptions, 'workspace'>[] | undefined;
  readonly gates?: Partial<Gates> | undefined;
}

export interface UpdateReport {
  readonly version: string;
  readonly path: string;
  /** False where the release was there already, and only the rest was done. */
  readonly built: boolean;
  /** Null where nothing was to be mined. */
  readonly mined: Pick<MineReport, 'name' | 'read' | 'kept' | 'rejected' | 'alreadyMined' | 'model'> | null;
  readonly pools: readonly PoolReport[];
  readonly counts: BuiltManifest['counts'];
  /** Against the release before; null for the first. */
  readonly diff: ReleaseDiff | null;
  readonly changelog: string;
  readonly encodedTexts: number;
  /** By stage: `mine`, `pool`, those of the build. */
  readonly seconds: Readonly<Record<string, number>>;
}

/**
 * The month's release: mines what is new, encodes what is new, builds the next release with the parameters of the last
 * one where no others are given, and writes what changed into the changelog. A release that does not pass the gates is
 * not written. Interrupted at any point, the same call goes on: nothing is mined, encoded or built twice.
 *
 * @throws MixevalError `threshold` where a gate is not passed; else as `mine`, `addPool` and `buildRelease`
 */
export async function updateRelease(options: UpdateOptions, task: LongTask = {}): Promise<UpdateReport> {
  const { workspace, version, kind = 'all', mining, addPools = [], gates, ...asked } = options;
  // A day that is none is said before anything is done.
  dayOf(version, options.date);
  const seconds: Record<string, number> = {};
  const built = (await earlierReleases(workspace, task)).flatMap(({ version: name, manifest }) =>
    manifest.origin === 'built' && name !== version ? [manifest] : [],
  );
  const last = built.reduce<BuiltManifest | undefined>(
    (latest, manifest) => (latest === undefined || manifest.ordinal > latest.ordinal ? manifest : latest),
    undefined,
  );
  const there = await hasRelease(workspace, version);
  if (there && (await hasEntry(workspace, version))) throw done(version);

  const minesToo = !there && mining !== undefined && mining.sources.length > 0;
  const mined =
    minesToo && (kind === 'all' || kind === 'sources')
      ? await timed(seconds, 'mine', () =>
          mine(
            { ...(last?.date ? { since: last.date, sourceDate: options.date } : {}), ...mining, workspace },
            task,
          ),
        )
      : null;
  const pools: PoolReport[] = [];
  if (!there && (kind === 'all' || kind === 'pool')) {
    for (const pool of addPools) {
      pools.push(await timed(seconds, 'pool', () => addPool({ ...pool, workspace }, task)));
    }
  }
  let encodedTexts = 0;
  if (!there) {
    const limits = { ...defaultGates, ...gates };
    const report = await buildChecked(
      { ...asked, ...parametersOf(asked, last), workspace, version },
      (head) => checkGates(head, limits, last?.version),
      task,
    );
    Object.assign(seconds, report.seconds);
    encodedTexts = report.encodedTexts;
  }
  const { folder, manifest } = await findRelease(workspace, version);
  if (manifest.origin !== 'built') throw notBuilt(version);
  const diff = last ? await diffReleases(workspace, last.version, version) : null;
  await addEntry(workspace, version, entryOf(manifest, diff ?? undefined));
  return {
    version,
    path: folder,
    built: !there,
    mined: mined && {
      name: mined.name,
      read: mined.read,
      kept: mined.kept,
      rejected: mined.rejected,
      alreadyMined: mined.alreadyMined,
      model: mined.model,
    },
    pools,
    counts: manifest.counts,
    diff,
    changelog: changelogFile(workspace),
    encodedTexts,
    seconds,
  };
}

type Parameters = Pick<
  BuildOptions,
  | 'size'
  | 'hardSize'
  | 'batch'
  | 'index'
  | 'hardMethod'
  | 'lambda'
  | 'pools'
  | 'licences'
  | 'maxAge'
  | 'private'
  | 'seed'
>;

/** What is not given is as in the last release, but for the seed: every release has a batch and a rounding of its own. */
function parametersOf(given: Parameters, last: BuiltManifest | undefined): Parameters {
  const before = last?.parameters;
  return {
    size: given.size ?? before?.size,
    hardSize: given.hardSize ?? before?.hardSize,
    batch: given.batch ?? before?.batch ?? undefined,
    index: given.index ?? before?.index,
    hardMethod: given.hardMethod ?? before?.hardMethod,
    lambda: given.lambda ?? before?.lambda ?? undefined,
    pools: given.pools ?? before?.pools ?? undefined,
    licences: given.licences ?? before?.licences ?? undefined,
    maxAge: given.maxAge ?? before?.maxAge ?? undefined,
    private: given.private ?? before?.private,
    seed: given.seed ?? (last ? last.seed + 1 : undefined),
  };
}

function done(version: string): MixevalError {
  return new MixevalError('exists', `Release "${version}" is built and in the changelog already.`, {
    next: 'Run update again in the next month, or give another --version.',
    details: { version },
  });
}

function notBuilt(version: string): MixevalError {
  return new MixevalError('exists', `"${version}" is the name of an imported release.`, {
    next: 'Give another --version.',
    details: { version },
  });
}
