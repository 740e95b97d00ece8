/** The detector's heads, with an encoder behind them whose embeddings are kept for matching. */

import { defaultEncoder, type Encoder, openEmbeddingCache, openEncoder } from '../../encoder/index.js';
import { toMixevalError } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Workspace } from '../../src/core/workspace.js';
import { type Detector, openDetector } from '../filters/detector.js';

export interface OpenHeads extends Detector {
  close(): Promise<void>;
}

/**
 * Opens the heads on the bundled encoder. What they encode stands in the workspace's cache afterwards, where `build` finds
 * it; while another process has the cache open, it is encoded all the same, and not kept.
 */
export async function openHeads(workspace: Workspace, task: LongTask): Promise<OpenHeads> {
  const encoder = await openEncoder(defaultEncoder, { signal: task.signal });
  try {
    const cache = await cacheOf(workspace, encoder, task);
    const detector = await openDetector((texts, embedTask) =>
      cache ? cache.embed(texts, embedTask) : encoder.encode(texts, embedTask),
    );
    return {
      ...detector,
      async close() {
        await cache?.close();
        await encoder.close();
      },
    };
  } catch (error) {
    await encoder.close();
    throw error;
  }
}

async function cacheOf(workspace: Workspace, encoder: Encoder, { onWarning }: LongTask) {
  try {
    return await openEmbeddingCache(workspace.cache, encoder);
  } catch (error) {
    const { code, message } = toMixevalError(error);
    if (code !== 'locked') throw error;
    onWarning?.(`${message} What is encoded now is not kept for matching.`);
    return undefined;
  }
}
