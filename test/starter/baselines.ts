/** Scores of baselines on starter items. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPool, parseMap } from '../../corpus/index.js';
import type { StarterChoice } from '../../corpus/starter/starter-item.js';
import { openEmbeddingCache, openEncoder } from '../../encoder/index.js';
import { openModel, probe } from '../../eval/index.js';
import { wilsonInterval } from '../../eval/statistics/wilson.js';
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
    let pools = 0;
    return await work(async (models, choices) => {
      pools += 1;
      const name = `choices-${pools}`;
      const path = join(root, `${name}.jsonl`);
      const rows = choices.map(({ context, prompt, options, target: [target] }) => ({
        context,
        prompt,
        options,
        target,
      }));
      await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      const map = parseMap('context=context,prompt=prompt,options=options,target=target:index');
      const { kept } = await addPool({ workspace, name, path, map });
      const subjects = await Promise.all(
        models.map(async (model) => ({
          model: await openModel(model, {
            environment: {},
            embed: (texts, task) => cache.embed(texts, task),
          }),
        })),
      );
      const outcomes = await probe({ workspace, subjects, pools: [name] });
      return outcomes.map(({ run, results }) => {
        const score = results.reduce((sum, result) => sum + result.score, 0) / kept;
        return { model: run.model, score, interval: wilsonInterval(score, kept) };
      });
    });
  } finally {
    await cache.close();
    await encoder.close();
    await rm(root, { recursive: true, force: true });
  }
}
