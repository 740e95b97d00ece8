import { createHash } from 'node:crypto';

/** Some rows of a stream, in the order of their random keys: any beginning of it is again a random sample. */
export interface BatchSample {
  /** Row-major [rows, dimensions]. */
  readonly vectors: Float32Array;
  /** How many queries each row stands for. */
  readonly weights: readonly number[];
  /** The text of each row, where the stream has texts. */
  readonly texts: readonly (string | undefined)[];
}

interface Candidate {
  readonly key: number;
  readonly weight: number;
  readonly vector: Float32Array;
  readonly text: string | undefined;
}

/** Uniform on [0, 2^48), decided by the seed and the vector alone. */
function randomKey(seed: number, vector: Float32Array): number {
  const bytes = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
  return createHash('sha256')
    .update(`batch-sample\u0000${seed}\u0000`)
    .update(bytes)
    .digest()
    .readUIntBE(0, 6);
}

/**
 * A simple random sample of rows in one pass: those with the smallest keys, a key being a hash of the seed and the row
 * itself ("bottom-k", Cohen and Kaplan 2007). The order of the rows decides nothing.
 */
export class RowSampler {
  #kept: Candidate[] = [];
  #largestKey = Number.POSITIVE_INFINITY;

  /** @param limit the most rows to take */
  constructor(
    private readonly dimensions: number,
    private readonly limit: number,
    private readonly seed: number,
  ) {}

  add(vector: Float32Array, weight: number, text?: string): void {
    const key = randomKey(this.seed, vector);
    if (key > this.#largestKey) return;
    this.#kept.push({ key, weight, vector: vector.slice(), text });
    if (this.#kept.length >= 2 * this.limit) this.#prune();
  }

  #prune(): void {
    this.#kept.sort((a, b) => a.key - b.key || a.weight - b.weight);
    this.#kept = this.#kept.slice(0, this.limit);
    if (this.#kept.length === this.limit) this.#largestKey = this.#kept.at(-1)?.key ?? this.#largestKey;
  }

  sample(): BatchSample {
    this.#prune();
    const vectors = new Float32Array(this.#kept.length * this.dimensions);
    this.#kept.forEach(({ vector }, row) => {
      vectors.set(vector, row * this.dimensions);
    });
    return {
      vectors,
      weights: this.#kept.map(({ weight }) => weight),
      texts: this.#kept.map(({ text }) => text),
    };
  }
}
