import { Worker } from 'node:worker_threads';
import { mindGate, nativeGate } from '../src/core/native-gate.js';
import { builtFile } from '../src/core/package.js';
import { ThreadReplies } from '../src/core/thread-replies.js';
import type { EncoderModel } from './model.js';
import type { TextTokens } from './text-tokens.js';
import type { ThreadData, ThreadReply, ThreadRequest, TokenRows } from './thread-messages.js';

/** One worker thread with its own tokenizer and its own session of ONNX Runtime. */
export class EncoderThread {
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  readonly #replies = new ThreadReplies<ThreadReply>({
    message: 'A thread of the encoder ended before its work was done.',
    next: 'Run the same command again; if memory is short, with fewer threads.',
  });
  #closing = false;
  #dimensions = 0;

  private constructor(model: EncoderModel) {
    const gate = nativeGate();
    const workerData: ThreadData = { model, gate };
    this.#worker = new Worker(builtFile('encoder/worker'), { workerData, execArgv: [] });
    const leaveGate = mindGate(gate);
    this.#worker.on('message', (reply: ThreadReply) => this.#settle(reply));
    this.#replies.watch(this.#worker);
    this.#exited = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        leaveGate();
        resolve();
      });
    });
  }

  /** @throws whatever kept it from opening: the files, the graph, the thread itself */
  static async start(model: EncoderModel): Promise<EncoderThread> {
    const thread = new EncoderThread(model);
    try {
      // Said unasked, as the first reply.
      const opened = await thread.#ask(() => undefined);
      if (opened.kind === 'opened') thread.#dimensions = opened.dimensions;
      return thread;
    } catch (error) {
      await thread.#worker.terminate();
      throw error;
    }
  }

  /** Length of its vectors. */
  get dimensions(): number {
    return this.#dimensions;
  }

  async tokenise(texts: readonly string[]): Promise<TextTokens> {
    const reply = await this.#ask((id) => this.#post({ kind: 'tokenise', id, texts }));
    if (reply.kind === 'tokens') return reply.tokens;
    throw new TypeError(`A thread was asked for tokens and gave ${reply.kind}.`);
  }

  /** @returns unit vectors, row-major [rows, dimensions] */
  async embed(batch: TokenRows): Promise<Float32Array> {
    const reply = await this.#ask((id) => this.#post({ kind: 'embed', id, batch }, [batch.ids.buffer]));
    if (reply.kind === 'vectors') return reply.vectors;
    throw new TypeError(`A thread was asked for vectors and gave ${reply.kind}.`);
  }

  /** Ends the thread once it has answered what it was asked. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#worker.ref();
    this.#post({ kind: 'close' });
    await this.#exited;
  }

  #post(request: ThreadRequest, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(request, transfer);
  }

  #ask(send: (id: number) => void): Promise<ThreadReply> {
    // An idle thread keeps no process alive, whether or not it was closed.
    this.#worker.ref();
    return this.#replies.ask(send);
  }

  #settle(reply: ThreadReply): void {
    if (reply.kind === 'failed') this.#replies.fail(reply.id, reply.error);
    else this.#replies.settle(reply.id, reply);
    if (this.#replies.owed === 0 && !this.#closing) this.#worker.unref();
  }
}
