import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  addPools,
  drawBatch,
  importResults,
  mine,
  readPool,
  readQueries,
  readResults,
} from '../../corpus/index.js';
import { openEmbeddingCache, openEncoder } from '../../encoder/index.js';
import { matchedPopulations, type Population } from '../../mixer/index.js';
import { packageRoot } from '../../src/core/package.js';
import type { LongTask } from '../../src/core/progress.js';
import { type Format, formats, type Item, itemText } from '../../src/core/schemas/item.js';
import type { ItemResult } from '../../src/core/schemas/item-result.js';
import type { Benchmark } from '../../src/core/schemas/release-item.js';
import { type Workspace, workspaceAt } from '../../src/core/workspace.js';
import { embedCorpus } from '../../versions/embed-corpus.js';
import { hasRelease, importRelease, openRelease } from '../../versions/index.js';

export const data = join(packageRoot, '../shared/data');
const published = '2024-06-01';

/** A pool with real queries over it, and what models got on its items. */
export interface RealPool {
  readonly name: string;
  readonly populations: Readonly<Record<Format, Population>>;
  readonly items: ReadonlyMap<string, Item>;
  readonly results: readonly ItemResult[];
}

export interface RealCorpus {
  /** 42 models on GSM8K. */
  readonly gsm8k: RealPool;
  /** 21 systems on the items of the release of June 2024. */
  readonly release: RealPool;
  /** A part of all English benchmarks; nobody has answered them. */
  readonly everything: RealPool;
  readonly queries: number;
  readonly distinct: number;
  /** The published release's rows, copies included: what its evaluator asks. */
  publishedItems(): Promise<{ readonly normal: readonly Item[]; readonly hard: readonly Item[] }>;
}

/**
 * Mines the real queries, adds the real pools and matches them; embeddings that the workspace has are used again.
 *
 * @param folder of a workspace that may be kept from run to run
 */
export async function realCorpus(folder: string, task: LongTask): Promise<RealCorpus> {
  const workspace = workspaceAt(folder);
  const queriesFolder = join(data, 'queries');
  if (!existsSync(join(workspace.queries, 'real.jsonl'))) {
    await mine(
      {
        workspace,
        name: 'real',
        sources: ['search_queries_trec_msmarco', 'forum_questions_beir_bright'].map((name) =>
          join(queriesFolder, name),
        ),
        // Its questions stand in benchmarks too, so matching them would be trivial.
        exclude: ['nanoknow-v1.0-nq.supported.tsv'],
      },
      task,
    );
  }
  if (!existsSync(join(workspace.pools, 'mmlu.jsonl'))) {
    await addPools({ workspace, path: join(data, 'benchmarks') }, task);
  }
  if (!(await hasRelease(workspace, published))) {
    await importRelease(
      { workspace, version: published, folder: join(data, 'releases/mixeval-2024-06-01') },
      task,
    );
  }
  const encoder = await openEncoder(undefined, task);
  const cache = await openEmbeddingCache(workspace.cache, encoder);
  try {
    const queries = () => readQueries(workspace, ['real'], task.signal);
    const batch = await drawBatch({ queries, seed: 1 }, task);
    const match = async (
      name: string,
      items: readonly Item[],
      results: readonly ItemResult[],
    ): Promise<RealPool> => {
      const embedded = await embedCorpus(cache, items.map(itemText), batch, task);
      const populations = await matchedPopulations(
        {
          pool: items,
          poolVectors: embedded.pool,
          dimensions: encoder.dimensions,
          batch: embedded.batch,
          parameters: {
            size: 500,
            hardSize: 0,
            seed: 1,
            ordinal: 0,
            similarityFloor: encoder.similarityFloor,
            index: 'auto',
            hardMethod: 'discrimination',
            lambda: null,
            canary: '',
          },
        },
        task,
      );
      return { name, populations, items: new Map(items.map((item) => [item.id, item])), results };
    };
    const gsm8k = await readPool(workspace, { names: ['gsm8k'] }, task);
    const all = await readPool(workspace, {}, task);
    const release = await releaseItems(workspace);
    return {
      gsm8k: await match(
        'gsm8k',
        gsm8k.items,
        await resultsOf(workspace, 'zeroeval_per_item', new Map(), task),
      ),
      release: await match(
        'release',
        release.items,
        await resultsOf(workspace, 'mixeval_2024-06-01_per_item', release.byKey, task),
      ),
      everything: await match('benchmarks', all.items.filter(inSample), []),
      queries: batch.total,
      distinct: batch.distinct,
      publishedItems: async () => {
        const { splits } = await openRelease(workspace, published);
        const rowsOf = (benchmark: Benchmark): Item[] =>
          formats.flatMap(
            (format) =>
              splits[benchmark]?.[format].items.flatMap((item) => (item.keys ?? []).map((): Item => item)) ??
              [],
          );
        return { normal: rowsOf('mixeval'), hard: rowsOf('mixeval-hard') };
      },
    };
  } finally {
    await cache.close();
    await encoder.close();
  }
}

/** Ids are hashes: an eighth of all items, as good as random. */
function inSample({ id }: Item): boolean {
  return id < '2';
}

/** Every item of the published release once, and its keys. */
async function releaseItems(workspace: Workspace): Promise<{ items: Item[]; byKey: Map<string, string> }> {
  const { splits } = await openRelease(workspace, published);
  const items = new Map<string, Item>();
  const byKey = new Map<string, string>();
  for (const [benchmark, formats] of Object.entries(splits)) {
    for (const [format, split] of Object.entries(formats)) {
      for (const item of split.items) {
        items.set(item.id, item);
        for (const key of item.keys ?? []) byKey.set(`${benchmark} ${format} ${key}`, item.id);
      }
    }
  }
  return { items: [...items.values()], byKey };
}

async function resultsOf(
  workspace: Workspace,
  name: string,
  byKey: ReadonlyMap<string, string>,
  task: LongTask,
): Promise<ItemResult[]> {
  // Each set of results alone: the workspace's other ones are of other pools.
  const own = workspaceAt(join(workspace.root, name));
  await importResults(
    {
      workspace: { ...own, pools: workspace.pools },
      path: join(data, 'results', name),
      name,
      itemByKey: (benchmark, format, key) => byKey.get(`${benchmark} ${format} ${key}`),
    },
    task,
  );
  return readResults(own);
}
