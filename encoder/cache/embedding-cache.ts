/** Embeddings kept on disk by encoder and text: only what is new is encoded. */

import { join } from 'node:path';
import { throwIfAborted } from '../../src/core/errors.js';
import { listFolder } from '../../src/core/files.js';
import type { LongTask } from '../../src/core/progress.js';
import type { EmbeddingCache, Encoder } from '../encoder.js';
import { KeyTable, selectKeys } from './key-table.js';
import { keysOfTexts } from './text-keys.js';
import { isStore, VectorStore } from './vector-store.js';

/**
 * The folder of one encoder's embeddings: its name, percent-encoded, and the beginning of its checksum. What
 * else is made from its embeddings alone (an index) may lie there too.
 */
export function embeddingCacheFolder(folder: string, encoder: Pick<Encoder, 'name' | 'checksum'>): string {
  return join(folder, `${encodeURIComponent(encoder.name)}-${encoder.checksum.slice(0, 12)}`);
}

/**
 * Opens the embeddings that are kept in `folder` (a workspace's `corpus/cache`) for an encoder.
 *
 * @throws MixevalError `locked`, saying by whom, while another process has them open
 */
export async function openEmbeddingCache(folder: string, encoder: Encoder): Promise<EmbeddingCache> {
  const store = await VectorStore.open(embeddingCacheFolder(folder, encoder), {
    encoder: encoder.name,
    checksum: encoder.checksum,
    dimensions: encoder.dimensions,
  });
  return new StoredEmbeddings(encoder, store);
}

/**
 * Takes texts out of every encoder's embeddings in `folder`, for good; needs no encoder.
 *
 * @returns embeddings removed
 */
export async function removeFromEmbeddingCaches(folder: string, texts: readonly string[]): Promise<number> {
  let removed = 0;
  for (const name of await listFolder(folder)) {
    if (!(await isStore(join(folder, name)))) continue;
    const store = await VectorStore.open(join(folder, name));
    try {
      removed += await removeTexts(store, texts);
    } finally {
      await store.close();
    }
  }
  return removed;
}

async function removeTexts(store: VectorStore, texts: readonly string[]): Promise<number> {
  const keys = keysOfTexts(texts);
  const rows = new Set(texts.map((_, at) => store.find(keys, at)));
  rows.delete(-1);
  await store.remove(rows);
  return rows.size;
}

/** How much is encoded before it is written: some seconds of work, in texts and in characters. */
const textsPerChunk = 8192;
const charactersPerChunk = 1 << 18;
/** About what an encoder reads of a text. */
const charactersRead = 1024;

/** Splits the places of texts into chunks, in their order. */
function* chunks(places: readonly number[], texts: readonly string[]): Generator<number[]> {
  let chunk: number[] = [];
  let characters = 0;
  for (const place of places) {
    chunk.push(place);
    characters += Math.min(charactersRead, texts[place]?.length ?? 0);
    if (chunk.length < textsPerChunk && characters < charactersPerChunk) continue;
    yield chunk;
    chunk = [];
    characters = 0;
  }
  if (chunk.length > 0) yield chunk;
}

class StoredEmbeddings implements EmbeddingCache {
  encoded = 0;
  reused = 0;
  #busy: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly encoder: Encoder,
    private readonly store: VectorStore,
  ) {}

  embed(texts: readonly string[], task: LongTask = {}): Promise<Float32Array> {
    return this.#alone(async () => {
      const keys = await this.#encodeMissing(texts, task);
      return this.store.read(Int32Array.from(texts, (_, at) => this.store.find(keys, at)));
    });
  }

  async add(texts: readonly string[], task: LongTask = {}): Promise<void> {
    await this.#alone(() => this.#encodeMissing(texts, task));
  }

  remove(texts: readonly string[]): Promise<number> {
    return this.#alone(() => removeTexts(this.store, texts));
  }

  close(): Promise<void> {
    return this.#alone(() => this.store.close());
  }

  /** One thing at a time: two calls at once would write to the same rows. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#busy.then(work);
    this.#busy = result.catch(() => undefined);
    return result;
  }

  /** @returns the texts' keys */
  async #encodeMissing(texts: readonly string[], task: LongTask): Promise<Uint32Array> {
    throwIfAborted(task.signal);
    const keys = keysOfTexts(texts);
    const met = new KeyTable();
    const missing: number[] = [];
    for (let at = 0; at < texts.length; at += 1) {
      if (met.find(keys, at) !== -1) continue;
      met.add(keys, at);
      if (this.store.find(keys, at) === -1) missing.push(at);
      else this.reused += 1;
    }
    let done = 0;
    for (const chunk of chunks(missing, texts)) {
      const vectors = await this.encoder.encode(
        chunk.map((at) => texts[at] ?? ''),
        {
          ...task,
          onProgress: (event) =>
            task.onProgress?.({ ...event, done: done + event.done, total: missing.length }),
        },
      );
      await this.store.append(selectKeys(keys, chunk), vectors);
      done += chunk.length;
      this.encoded += chunk.length;
    }
    return keys;
  }
}
