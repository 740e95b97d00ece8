import { Worker } from 'node:worker_threads';
import { builtFile } from '../../src/core/package.js';
import { ThreadReplies } from '../../src/core/thread-replies.js';
import type { ShardReply, ShardRequest, ShardSetup } from './hnsw-messages.js';
import type { HnswSettings } from './hnsw-settings.js';

/** One shard of the graph on a thread of its own. Requests are answered in the order they are made. */
export class HnswShard {
  readonly #worker: Worker;
  readonly #stop = new Int32Array(new SharedArrayBuffer(4));
  readonly #exited: Promise<void>;
  readonly #replies = new ThreadReplies<ShardReply>({
    message: 'A thread of the index ended before its work was done.',
    next: 'Run the same command again; if memory is short, with --index exact.',
  });
  #answered = 0;
  readonly #onBuilding: (done: number) => void;

  /** @param onBuilding told of the rows inserted so far */
  constructor(dimensions: number, settings: HnswSettings, onBuilding: (done: number) => void) {
    this.#onBuilding = onBuilding;
    const setup: ShardSetup = { dimensions, settings, stop: this.#stop };
    this.#worker = new Worker(builtFile('mixer/nearest/hnsw-worker'), { workerData: setup, execArgv: [] });
    this.#worker.on('message', (reply: ShardReply) => this.#settle(reply));
    this.#replies.watch(this.#worker);
    this.#exited = new Promise((resolve) => {
      this.#worker.on('exit', () => resolve());
    });
  }

  /** Inserts the vectors in their order and writes the graph to `saveTo` if that is given. */
  async build(vectors: Float32Array<ArrayBuffer>, saveTo: string | undefined): Promise<void> {
    await this.#ask({ kind: 'build', vectors, saveTo }, [vectors.buffer]);
  }

  /** Reads a graph that was written before, of so many rows. */
  async load(file: string, rows: number): Promise<void> {
    await this.#ask({ kind: 'load', file, rows });
  }

  /** @returns rows of the shard, [queries, k], -1 where there are fewer than k */
  async search(queries: Float32Array, k: number): Promise<Int32Array> {
    // A view would be sent with all that it is a view of.
    const copy = queries.slice();
    const reply = await this.#ask({ kind: 'search', queries: copy, k }, [copy.buffer]);
    if (reply.kind === 'found') return reply.rows;
    throw new TypeError(`A shard was asked for rows and gave ${reply.kind}.`);
  }

  /** Ends the thread; what it was at fails. */
  async close(): Promise<void> {
    Atomics.store(this.#stop, 0, 1);
    this.#post({ kind: 'close' });
    await this.#exited;
  }

  #post(request: ShardRequest, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(request, transfer);
  }

  #ask(request: ShardRequest, transfer: ArrayBuffer[] = []): Promise<ShardReply> {
    return this.#replies.ask(() => this.#post(request, transfer));
  }

  #settle(reply: ShardReply): void {
    if (reply.kind === 'building') {
      this.#onBuilding(reply.done);
      return;
    }
    const id = this.#answered;
    this.#answered += 1;
    if (reply.kind === 'failed') this.#replies.fail(id, reply.error);
    else this.#replies.settle(id, reply);
  }
}
