import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../src/core/files.js';
import { packageRoot } from '../../src/core/package.js';
import { type Measured, measure } from '../real-run/measure.js';

const data = join(packageRoot, '../shared/data');
const results = join(data, 'results/zeroeval_per_item');

const buildShape = z.object({
  path: z.string(),
  seconds: z.record(z.string(), z.number()),
  indexRecall: z.object({ kind: z.string(), recallAt1: z.number() }),
  encodedTexts: z.number(),
});
const manifestShape = z.object({
  batch: z.object({ distinct: z.number() }),
  pool: z.object({ items: z.number() }),
});
const updateShape = z.object({ encodedTexts: z.number() });

/** A build of which everything is encoded already. */
export interface MeasuredBuild extends Pick<Measured, 'seconds' | 'peakMegabytes' | 'processorSeconds'> {
  /** As `--index` asked. */
  readonly index: 'exact' | 'hnsw';
  readonly build: z.infer<typeof buildShape> & { readonly manifest: z.infer<typeof manifestShape> };
}

export interface MeasuredUpdate extends Pick<Measured, 'seconds' | 'processorSeconds'> {
  /** That were encoded. */
  readonly texts: number;
}

export interface MeasuredUpdates {
  readonly queries: number;
  readonly first: MeasuredUpdate;
  readonly second: MeasuredUpdate;
  /** `versions stability` of 60 releases on the same workspace. */
  readonly stability: Pick<Measured, 'seconds' | 'processorSeconds'>;
}

/**
 * Four splits from 100,000 distinct queries and all pools.
 *
 * @param folder a workspace in which everything is encoded
 */
export async function measureBuild(folder: string, index: MeasuredBuild['index']): Promise<MeasuredBuild> {
  return inTemporaryFolder(async (root) => {
    // A lock is of the workspace it was taken in.
    const filter = (path: string): boolean => !path.endsWith('/lock');
    await cp(join(folder, 'corpus'), join(root, 'corpus'), { recursive: true, filter });
    const queries = join(root, 'corpus/queries/real.jsonl');
    const lines = (await readFile(queries, 'utf8')).split('\n', 100_000);
    await writeFile(queries, `${lines.join('\n')}\n`);
    await measure(['results', 'import', results, '--workspace', root]);
    // Hard takes items that somebody answered; GSM8K's are.
    const { json, ...took } = await measure([
      ...['build', '--version', index, '--index', index, '--hard-size', '200', '--workspace', root],
    ]);
    const build = buildShape.parse(json);
    const manifest = await readJson(join(build.path, 'manifest.json'), manifestShape);
    return { index, build: { ...build, manifest }, ...took };
  });
}

const firstQueries = 10_000;

/** `update` of a new workspace, and the one after it, with 5 % more queries. */
export async function measureUpdates(): Promise<MeasuredUpdates> {
  return inTemporaryFolder(async (root) => {
    const searches = join(data, 'queries/search_queries_trec_msmarco/terabyte05.efficiency.txt');
    const lines = (await readFile(searches, 'utf8')).split('\n').map((line) => line.replace(/^\d+:/, ''));
    const log = join(root, 'log.txt');
    await writeFile(
      join(root, 'mixeval.config.json'),
      JSON.stringify({
        update: {
          sources: ['log.txt'],
          build: { size: 400, hardSize: 0 },
          gates: { maxOverlap: 1, maxTopicDistance: 1, minMatchedShare: 0, maxBenchmarkShare: 1 },
        },
      }),
    );
    await measure(['pool', 'add', 'gsm8k', join(data, 'benchmarks'), '--workspace', root]);
    const update = async (queries: number, date: string) => {
      await writeFile(log, `${lines.slice(0, queries).join('\n')}\n`);
      const { json, seconds, processorSeconds } = await measure([
        ...['update', '--date', date, '--workspace', root],
      ]);
      return { seconds, processorSeconds, texts: updateShape.parse(json).encodedTexts };
    };
    const first = await update(firstQueries, '2026-01-31');
    const second = await update(1.05 * firstQueries, '2026-02-28');
    await measure(['results', 'import', results, '--workspace', root]);
    const stability = await measure(['versions', 'stability', '--releases', '60', '--workspace', root]);
    return {
      queries: firstQueries,
      first,
      second,
      stability,
    };
  });
}

async function inTemporaryFolder<T>(work: (root: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'mixeval-speed-'));
  try {
    return await work(root);
  } finally {
    await rm(root, { recursive: true });
  }
}
