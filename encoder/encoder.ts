import type { LongTask } from '../src/core/progress.js';

/** Turns texts into unit vectors. */
export interface Encoder {
  /** Its name in the registry, with its precision: `all-MiniLM-L6-v2/exact`. */
  readonly name: string;
  /** sha256 over the checksums of everything that decides an embedding: graph, weights, tokenizer, settings. */
  readonly checksum: string;
  /** Length of a vector. */
  readonly dimensions: number;
  /** The cosine below which a match of this encoder says nothing (DESIGN, Matching). */
  readonly similarityFloor: number;
  /**
   * Embeds texts. The result does not depend on order, neighbours or threads: the same text gives the same bits.
   * Equal texts are encoded once. Of a long text the beginning is read: 256 tokens by the bundled encoder, as many as
   * it was trained on, 512 at most, by another. An empty text has a vector too.
   *
   * @returns row-major [texts.length, dimensions], each row of norm 1
   */
  encode(texts: readonly string[], task?: LongTask): Promise<Float32Array>;
  /** Ends its threads. */
  close(): Promise<void>;
}

/** Embeddings on disk, by encoder and text. */
export interface EmbeddingCache {
  /** As `Encoder.encode`, but only what is new is encoded; new vectors are kept at once. */
  embed(texts: readonly string[], task?: LongTask): Promise<Float32Array>;
  /** Encodes and keeps what is new, and reads nothing. */
  add(texts: readonly string[], task?: LongTask): Promise<void>;
  /** Texts encoded, and texts found, since it was opened. */
  readonly encoded: number;
  readonly reused: number;
  /** Takes texts out for good (a user's text that must go). Returns how many were there. */
  remove(texts: readonly string[]): Promise<number>;
  /** Flushes to disk. The encoder stays open. */
  close(): Promise<void>;
}
