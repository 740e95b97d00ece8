import { mix, type Precision, type Unrepresented } from '../mixer/index.js';
import { MixevalError } from '../src/core/errors.js';
import { sha256 } from '../src/core/hash.js';
import { safeName } from '../src/core/names.js';
import { type LongTask, timed } from '../src/core/progress.js';
import type { ItemResult } from '../src/core/schemas/item-result.js';
import { counted } from '../src/core/text-table.js';
import { type AskedParameters, askedParameters, type BuildOptions } from './build-options.js';
import { type BuildFacts, type BuildParameters, type BuiltManifest, dayOf } from './manifest.js';
import { type PreparedCorpus, withCorpus } from './prepare.js';
import { publishedQueries } from './published-queries.js';
import { appearances, listHash, oldItems, retire } from './retirement.js';
import { earlierReleases, nextOrdinal, overlaps } from './series.js';
import { tally } from './splits.js';
import { ownsRelease } from './store.js';
import { withVersionLock } from './version-lock.js';
import { canaryOf, type ReleaseFacts, releaseHead, writeRelease } from './write.js';

export interface BuildReport {
  readonly version: string;
  readonly path: string;
  readonly counts: BuiltManifest['counts'];
  readonly manifest: BuiltManifest;
  /** By stage: `read`, `encode`, those of the mixer, `write`. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Texts that were encoded now, and texts whose embeddings were there. */
  readonly encodedTexts: number;
  readonly reusedTexts: number;
  /** What of the traffic no item is near enough to. Not in the release: it holds users' texts. */
  readonly unrepresented: Unrepresented;
  /** How precise a score on the normal benchmark will be. */
  readonly precision: Precision;
}

/**
 * Builds a release from the workspace's corpus: draws the batch, encodes what is new, matches, samples, writes. Equal
 * inputs, seed and kind of machine give equal bytes.
 *
 * @throws MixevalError `exists`; `too-few` where there are no queries, no items, or fewer items than places, saying what
 *   is possible; `locked`; `interrupted`: what was encoded is kept
 */
export function buildRelease(options: BuildOptions, task: LongTask = {}): Promise<BuildReport> {
  return buildChecked(options, () => undefined, task);
}

/** Looks at a release before it is written; what it throws keeps it from being written. */
export type ReleaseCheck = (head: Omit<BuiltManifest, 'files'>) => void;

/** As `buildRelease`, written only where the check lets it pass. */
export async function buildChecked(
  options: BuildOptions,
  check: ReleaseCheck,
  task: LongTask = {},
): Promise<BuildReport> {
  const version = safeName(options.version, 'version');
  const date = dayOf(version, options.date);
  const asked = askedParameters(options);
  return withVersionLock(options.workspace, version, 'build', async () => {
    if (await ownsRelease(options.workspace, version)) throw taken(version);
    const seconds: Record<string, number> = {};
    return withCorpus(options, asked, seconds, task, (corpus) =>
      buildFrom({ corpus, asked, date, seconds, check }, options, task),
    );
  });
}

interface Parts {
  readonly corpus: PreparedCorpus;
  readonly asked: AskedParameters;
  readonly date: string | null;
  readonly seconds: Record<string, number>;
  readonly check: ReleaseCheck;
}

async function buildFrom(
  { corpus, asked, date, seconds, check }: Parts,
  options: BuildOptions,
  task: LongTask,
): Promise<BuildReport> {
  const { pool, items, vectors, merged, batch, embedded, encoder, indexFile } = corpus;
  const { workspace, version } = options;
  const earlier = await earlierReleases(workspace, task);
  const ordinal = nextOrdinal(earlier);
  const { seed, ...given } = asked;
  const parameters: BuildParameters = {
    ...given,
    similarityFloor: given.similarityFloor ?? encoder.similarityFloor,
  };
  const { maxAge } = parameters;
  const retired = retire(items, vectors, encoder.dimensions, {
    old: maxAge === null ? [] : oldItems(await appearances(workspace, earlier), ordinal, maxAge),
    listed: options.retire ?? [],
  });
  if (retired.byAge + retired.byList > 0) {
    task.onWarning?.(
      `${retired.byAge} items stay out for their age, and ${retired.byList} because they are listed.`,
    );
  }
  warnOfStrangers(options.retire, items, task);
  const inPool = new Set(retired.items.map(({ id }) => id));
  const results = options.results.filter(({ item }) => inPool.has(item));
  const draft = await mix(
    {
      pool: retired.items,
      poolVectors: retired.vectors,
      dimensions: encoder.dimensions,
      batch: embedded.batch,
      results,
      parameters: {
        ...parameters,
        seed,
        ordinal,
        precision: options.precision,
        canary: canaryOf(version, pool.hash),
        indexFile,
      },
    },
    task,
  );
  const accepted = new Set(pool.accepted);
  const suspects = draft.report.suspects.filter(({ item }) => !accepted.has(item));
  Object.assign(seconds, draft.report.seconds);
  warnOfPoorRecall(draft.report.indexRecall, task);
  const { folder, manifest } = await timed(seconds, 'write', async () => {
    const facts: ReleaseFacts = {
      version,
      date,
      overlap: await overlaps(workspace, earlier, draft.splits),
      seed,
      ordinal,
      parameters,
      encoder: { name: encoder.name, checksum: encoder.checksum },
      pool: {
        hash: pool.hash,
        items: items.length,
        merged: pool.merged + merged,
        contradicted: pool.contradicted,
        excluded: pool.excluded,
        fixed: pool.fixed,
        byBenchmark: tally(items.map((item) => item.benchmark_name)),
      },
      retired: {
        byAge: retired.byAge,
        byList: retired.byList,
        listHash: options.retire === undefined ? null : listHash(options.retire),
      },
      batch: {
        hash: batch.hash,
        queries: batch.total,
        distinct: batch.distinct,
        corpusQueries: batch.corpusTotal,
        ...batch.mix,
      },
      results: describeResults(results),
    };
    const whole = { ...draft, report: { ...draft.report, suspects } };
    check(releaseHead(whole, facts));
    return writeRelease(workspace, whole, facts, task, publishedQueries(batch, parameters.publishQueries));
  });
  return {
    version,
    path: folder,
    counts: manifest.counts,
    manifest,
    seconds,
    encodedTexts: embedded.encoded,
    reusedTexts: embedded.reused,
    unrepresented: draft.report.unrepresented,
    precision: draft.report.precision,
  };
}

/** The hash does not depend on the order in which results came in. */
function describeResults(results: readonly ItemResult[]): BuildFacts['results'] {
  const lines = results.map(({ subject, item, score }) => JSON.stringify([item, subject, score])).sort();
  return {
    hash: sha256(lines.join('\n')),
    records: results.length,
    subjects: new Set(results.map(({ subject }) => subject)).size,
    bySubject: tally(results.map(({ subject }) => subject)),
  };
}

function taken(version: string): MixevalError {
  return new MixevalError(
    'exists',
    `There is a release "${version}" already, and a release is never changed.`,
    {
      next: 'Choose another --version.',
      details: { version },
    },
  );
}

/** Below this share of queries that find their nearest item, exact search is worth its time. */
const enoughRecall = 0.99;

function warnOfPoorRecall({ recallAt1 }: { readonly recallAt1: number }, { onWarning }: LongTask): void {
  if (recallAt1 >= enoughRecall) return;
  onWarning?.(
    `The index finds the nearest item of ${(100 * recallAt1).toFixed(1)} % of the queries; \`--index exact\` finds it for all.`,
  );
}

/** A list that names nothing of the pool is most often the list of another one. */
function warnOfStrangers(
  listed: readonly string[] | undefined,
  items: readonly { readonly id: string }[],
  task: LongTask,
): void {
  if (listed === undefined) return;
  const known = new Set(items.map(({ id }) => id));
  if (listed.some((id) => known.has(id))) return;
  task.onWarning?.(
    `0 of ${counted(listed.length, 'items')} of the list to retire are in the pool: nothing is left out.`,
  );
}
