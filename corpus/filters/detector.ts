/** The trained heads over sentence embeddings: is it a query, and is it safe to publish. */

import type { EmbeddingCache } from '../../encoder/index.js';
import { classProbabilities, type Head, readHead } from './heads/head.js';
import { queryFeatures } from './heads/query-features.js';

/** What the heads say of a text. */
export interface Detection {
  /** Probability that it is a query, 0 to 1. */
  readonly score: number;
  /** The kind of unsafe content that it may hold, and whether it is likely enough to drop the text for it. */
  readonly unsafe?: { readonly kind: string; readonly isLikely: boolean };
}

/** Probability of all unsafe kinds together from which on a text is dropped, and from which on it is flagged. */
export const dropsFrom = 0.75;
export const flagsFrom = 0.4;

export interface Detector {
  detect(texts: readonly string[], signal?: AbortSignal): Promise<readonly Detection[]>;
}

/** @param embed as `EmbeddingCache.embed`, of the encoder that the heads were trained on */
export async function openDetector(embed: EmbeddingCache['embed']): Promise<Detector> {
  const [query, unsafe] = await Promise.all([readHead('query'), readHead('unsafe')]);
  return {
    async detect(texts, signal) {
      const vectors = await embed(texts, { signal });
      return texts.map((text, at) => {
        const vector = vectors.subarray(at * query.dimensions, (at + 1) * query.dimensions);
        const score = classProbabilities(query, vector, queryFeatures(text))[0] ?? 0;
        const found = unsafeBy(unsafe, vector);
        return { score: Math.round(score * 1e4) / 1e4, ...(found ? { unsafe: found } : {}) };
      });
    },
  };
}

function unsafeBy(head: Head, vector: Float32Array): Detection['unsafe'] {
  const [safe = 1, ...kinds] = classProbabilities(head, vector, []);
  const kind = head.classes[1 + kinds.indexOf(Math.max(...kinds))];
  if (kind === undefined || 1 - safe < flagsFrom) return undefined;
  return { kind, isLikely: 1 - safe >= dropsFrom };
}
