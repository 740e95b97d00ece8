import { MixevalError, throwIfAborted, toMixevalError } from '../src/core/errors.js';
import type { LongTask } from '../src/core/progress.js';
import { batchesByLength } from './batches.js';
import type { Encoder } from './encoder.js';
import type { EncoderModel } from './model.js';
import { spread } from './spread.js';
import type { EncoderThread } from './thread.js';

const textsPerRequest = 256;
const textsPerProgress = 64;

/** An encoder over threads that are open. Which of them computes what changes no bit of the result. */
export class ThreadedEncoder implements Encoder {
  readonly name: string;
  readonly similarityFloor: number;
  readonly dimensions: number;
  #closed = false;

  constructor(
    private readonly model: EncoderModel,
    readonly checksum: string,
    private readonly threads: readonly EncoderThread[],
  ) {
    this.name = model.name;
    this.similarityFloor = model.similarityFloor;
    this.dimensions = threads[0]?.dimensions ?? 0;
  }

  async encode(texts: readonly string[], task: LongTask = {}): Promise<Float32Array> {
    if (this.#closed) throw new MixevalError('usage', `The encoder ${this.name} is closed.`);
    throwIfAborted(task.signal);
    const rows = new Map<string, number>();
    for (const text of texts) if (!rows.has(text)) rows.set(text, rows.size);
    const distinct = [...rows.keys()];
    const vectors = await this.#encodeDistinct(distinct, task);
    if (distinct.length === texts.length) return vectors;

    const width = this.dimensions;
    const all = new Float32Array(texts.length * width);
    texts.forEach((text, place) => {
      const start = (rows.get(text) ?? 0) * width;
      all.set(vectors.subarray(start, start + width), place * width);
    });
    return all;
  }

  async #encodeDistinct(texts: readonly string[], task: LongTask): Promise<Float32Array> {
    try {
      return await this.#vectors(await this.#tokens(texts, task), task);
    } catch (error) {
      throw toMixevalError(error);
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all(this.threads.map((thread) => thread.close()));
  }

  /** The ids of each text. */
  async #tokens(texts: readonly string[], { signal }: LongTask): Promise<Int32Array[]> {
    const requests = Array.from({ length: Math.ceil(texts.length / textsPerRequest) }, (_, request) =>
      texts.slice(request * textsPerRequest, (request + 1) * textsPerRequest),
    );
    const answers: Int32Array[][] = [];
    await spread(this.threads, requests, async (thread, request, index) => {
      throwIfAborted(signal);
      const { ids, lengths } = await thread.tokenise(request);
      let end = 0;
      answers[index] = Array.from(lengths, (length) => {
        end += length;
        return ids.subarray(end - length, end);
      });
    });
    return answers.flat();
  }

  /** Row-major [tokens.length, dimensions]. */
  async #vectors(tokens: readonly Int32Array[], { signal, onProgress }: LongTask): Promise<Float32Array> {
    const width = this.dimensions;
    const vectors = new Float32Array(tokens.length * width);
    const batches = batchesByLength(
      tokens.map((ids) => ids.length),
      this.model.rowsPerBatch,
    );
    let done = 0;
    let told = 0;
    await spread(this.threads, batches, async (thread, { tokens: length, rows, texts }) => {
      throwIfAborted(signal);
      const ids = new Int32Array(rows * length);
      for (let row = 0; row < rows; row += 1) {
        const text = texts[Math.min(row, texts.length - 1)] ?? 0;
        ids.set(tokens[text] ?? [], row * length);
      }
      const found = await thread.embed({ ids, tokens: length });
      texts.forEach((text, row) => {
        vectors.set(found.subarray(row * width, (row + 1) * width), text * width);
      });
      done += texts.length;
      if (done - told >= textsPerProgress || done === tokens.length) {
        told = done;
        onProgress?.({ stage: 'encode', done, total: tokens.length, unit: 'texts' });
      }
    });
    return vectors;
  }
}
