import { openEncoder } from '../../../../encoder/index.js';
import type { LongTask } from '../../../../src/core/progress.js';
import type { Candidate, PassageOfBlock } from '../scan-messages.js';
import type { ParaphraseTarget } from './targets.js';

/** Cosine from which on two questions that no rule tells apart ask the same. Measured: docs/contamination.md. */
const sameQuestion = 0.8;

/** Which candidates ask an item in other words. */
export interface Confirmation {
  confirm(candidates: readonly Candidate[]): Promise<PassageOfBlock[]>;
  /** Sentences encoded since it was opened, equal ones once a call. */
  readonly encoded: number;
  close(): Promise<void>;
}

/** Opens the bundled encoder, computed in int8: the threshold lies far from where that matters. */
export async function openConfirmation(
  targets: readonly ParaphraseTarget[],
  task: LongTask,
): Promise<Confirmation> {
  const encoder = await openEncoder('all-MiniLM-L6-v2/fast', task);
  const prompts = new Map(targets.map(({ question, prompt }) => [question, prompt]));
  /** Of the items that were wanted so far. */
  const known = new Map<number, Float32Array>();
  let encoded = 0;
  const rowsOf = async (texts: readonly string[]): Promise<Map<string, Float32Array>> => {
    const vectors = await encoder.encode(texts, { signal: task.signal });
    const { dimensions } = encoder;
    return new Map(texts.map((text, at) => [text, vectors.subarray(at * dimensions, (at + 1) * dimensions)]));
  };
  return {
    async confirm(candidates) {
      if (candidates.length === 0) return [];
      const unknown = [...new Set(candidates.map(({ question }) => question))].filter(
        (one) => !known.has(one),
      );
      const sentences = [...new Set(candidates.map(({ sentence }) => sentence))];
      const rows = await rowsOf([...sentences, ...unknown.map((question) => prompts.get(question) ?? '')]);
      encoded += sentences.length;
      for (const question of unknown) {
        const row = rows.get(prompts.get(question) ?? '');
        if (row) known.set(question, Float32Array.from(row));
      }
      return candidates.flatMap(({ sentence, ...place }) => {
        const coverage = cosine(rows.get(sentence), known.get(place.question));
        return coverage < sameQuestion ? [] : [{ ...place, kind: 'paraphrase' as const, coverage, run: 0 }];
      });
    },
    get encoded() {
      return encoded;
    },
    close: () => encoder.close(),
  };
}

/** Of unit vectors. */
function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return a?.reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0) ?? 0;
}
