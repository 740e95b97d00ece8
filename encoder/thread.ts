import { Worker } from 'node:worker_threads';
import { MixevalError } from '../src/core/errors.js';
import { workerFile } from '../src/core/package.js';
import type { EncoderModel } from './model.js';
import { mindGate, nativeGate } from './native-gate.js';
import type { TextTokens } from './text-tokens.js';
import type { ThreadData, ThreadReply, ThreadRequest, TokenRows } from './thread-messages.js';

interface Waiting {
  readonly resolve: (reply: ThreadReply) => void;
  readonly reject: (error: unknown) => void;
}

/** One worker thread with its own tokenizer and its own session of ONNX Runtime. */
export class EncoderThread {
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #closing = false;
  #ended: unknown;
  #dimensions = 0;

  private constructor(model: EncoderModel) {
    const gate = nativeGate();
    const workerData: ThreadData = { model, gate };
    this.#worker = new Worker(workerFile('encoder/worker'), { workerData, execArgv: [] });
    const leaveGate = mindGate(gate);
    this.#worker.on('message', (reply: ThreadReply) => this.#settle(reply));
    this.#worker.on('error', (error) => this.#end(error));
    this.#exited = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        leaveGate();
        this.#end(new Error(`The thread ended with code ${code}.`));
        resolve();
      });
    });
  }

  /** @throws whatever kept it from opening: the files, the graph, the thread itself */
  static async start(model: EncoderModel): Promise<EncoderThread> {
    const thread = new EncoderThread(model);
    try {
      const opened = await thread.#reply(0);
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
    const reply = await this.#ask((id) => ({ kind: 'tokenise', id, texts }));
    if (reply.kind === 'tokens') return reply.tokens;
    throw new TypeError(`A thread was asked for tokens and gave ${reply.kind}.`);
  }

  /** @returns unit vectors, row-major [rows, dimensions] */
  async embed(batch: TokenRows): Promise<Float32Array> {
    const reply = await this.#ask((id) => ({ kind: 'embed', id, batch }), [batch.ids.buffer]);
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

  async #ask(request: (id: number) => ThreadRequest, transfer: ArrayBuffer[] = []): Promise<ThreadReply> {
    this.#lastId += 1;
    const reply = this.#reply(this.#lastId);
    this.#post(request(this.#lastId), transfer);
    return reply;
  }

  #reply(id: number): Promise<ThreadReply> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    // An idle thread keeps no process alive, whether or not it was closed.
    this.#worker.ref();
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #settle(reply: ThreadReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0 && !this.#closing) this.#worker.unref();
    if (reply.kind === 'failed') waiting?.reject(reply.error);
    else waiting?.resolve(reply);
  }

  #end(cause: unknown): void {
    this.#ended ??= new MixevalError('internal', 'A thread of the encoder ended before its work was done.', {
      cause,
      next: 'Run the same command again; if memory is short, with fewer threads.',
    });
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
