import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StarterChoice } from '../../corpus/starter/starter-item.js';
import { openEmbeddingCache, openEncoder } from '../../encoder/index.js';
import { openModel, probe } from '../../eval/index.js';
import { wilsonInterval } from '../../eval/statistics/wilson.js';
import { sha256 } from '../../src/core/hash.js';
import { itemId } from '../../src/core/schemas/item.js';
import { workspaceAt } from '../../src/core/workspace.js';

export interface BaselineScore {
  readonly model: string;
  /** Share of right answers, 0 to 1, and its 95 % interval (Wilson). */
  readonly score: number;
  readonly interval: readonly [number, number];
}

export type ScoresOf = (
  models: readonly string[],
  items: readonly StarterChoice[],
) => Promise<BaselineScore[]>;

/** Asks baselines the starter items by the machinery of `mixeval probe`, in a workspace of its own. */
export async function withBaselines<T>(work: (scoresOf: ScoresOf) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'mixeval-baselines-'));
  const workspace = workspaceAt(root);
  const encoder = await openEncoder();
  const cache = await openEmbeddingCache(workspace.cache, encoder);
  try {
    return await work(async (models, choices) => {
      const items = choices.map(({ difficulty, truth, check, ...item }) => ({
        ...item,
        id: itemId(item),
        benchmarks: [item.benchmark_name],
        licence: 'CC0-1.0',
      }));
      const poolHash = sha256(items.map(({ id }) => id).join());
      const subjects = await Promise.all(
        models.map(async (name) => ({
          model: await openModel(name, { environment: {}, embed: (texts, task) => cache.embed(texts, task) }),
        })),
      );
      const outcomes = await probe({ workspace, subjects, items, poolHash });
      return outcomes.map(({ run, results }) => {
        const score = results.reduce((sum, result) => sum + result.score, 0) / items.length;
        return { model: run.model, score, interval: wilsonInterval(score, items.length) };
      });
    });
  } finally {
    await cache.close();
    await encoder.close();
    await rm(root, { recursive: true, force: true });
  }
}
