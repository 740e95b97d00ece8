import { Worker } from 'node:worker_threads';
import { mindGate, nativeGate } from '../../src/core/native-gate.js';
import { builtFile } from '../../src/core/package.js';
import { ThreadReplies } from '../../src/core/thread-replies.js';
import type { Quantised } from './quantised.js';
import type { Shortlister, Shortlists } from './shortlist.js';
import type { ShortlistReply, ShortlistRequest, ShortlistSetup } from './shortlist-messages.js';

/** Finds rows on a thread of its own. */
export class ShortlistThread implements Shortlister {
  readonly #worker: Worker;
  readonly #stop = new Int32Array(new SharedArrayBuffer(4));
  readonly #exited: Promise<void>;
  readonly #replies = new ThreadReplies<Shortlists>({
    message: 'A thread of the search ended before its work was done.',
    next: 'Run the same command again; if memory is short, close other programs first.',
  });

  /** @param signal aborting it ends what the thread is at with an error */
  constructor(rows: Quantised, dimensions: number, signal: AbortSignal | undefined) {
    const gate = nativeGate();
    const workerData: ShortlistSetup = { rows, dimensions, gate, stop: this.#stop };
    this.#worker = new Worker(builtFile('mixer/nearest/shortlist-worker'), { workerData, execArgv: [] });
    const leaveGate = mindGate(gate);
    this.#worker.on('message', (reply: ShortlistReply) => {
      if (reply.kind === 'failed') this.#replies.fail(reply.id, reply.error);
      else this.#replies.settle(reply.id, reply.lists);
    });
    this.#replies.watch(this.#worker);
    const stop = (): void => void Atomics.store(this.#stop, 0, 1);
    signal?.addEventListener('abort', stop, { once: true });
    this.#exited = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        signal?.removeEventListener('abort', stop);
        leaveGate();
        resolve();
      });
    });
  }

  find(queries: Quantised, k: number): Promise<Shortlists> {
    return this.#replies.ask((id) => this.#post({ kind: 'find', id, queries, k }));
  }

  /** Ends the thread once it has answered what it was asked. */
  async close(): Promise<void> {
    this.#post({ kind: 'close' });
    await this.#exited;
  }

  #post(request: ShortlistRequest): void {
    this.#worker.postMessage(request);
  }
}
