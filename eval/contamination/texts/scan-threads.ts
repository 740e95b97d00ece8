import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { MixevalError } from '../../../src/core/errors.js';
import { workerFile } from '../../../src/core/package.js';
import type { Block } from './blocks.js';
import type { ScanReply, ScanRequest, ScanSetup } from './scan-messages.js';

interface Waiting {
  readonly resolve: (reply: ScanReply) => void;
  readonly reject: (error: unknown) => void;
}

/** Threads that look through blocks, one for each core. */
export class ScanThreads {
  readonly #workers: readonly Worker[];
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #ended: unknown;

  constructor(setup: ScanSetup, threads = availableParallelism()) {
    this.#workers = Array.from({ length: threads }, () => {
      const worker = new Worker(workerFile('eval/contamination/texts/scan-worker'), {
        workerData: setup,
        execArgv: [],
      });
      worker.on('message', (reply: ScanReply) => {
        this.#waiting.get(reply.id)?.resolve(reply);
        this.#waiting.delete(reply.id);
      });
      worker.on('error', (error) => this.#end(error));
      worker.on('exit', (code) => this.#end(new Error(`The thread ended with code ${code}.`)));
      return worker;
    });
  }

  /** Blocks that may be on their way at once: each thread has one more to go on with. */
  get depth(): number {
    return 2 * this.#workers.length;
  }

  /** Takes the block's bytes over: they cannot be read any more. */
  scan({ bytes, own }: Block): Promise<ScanReply> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const id = this.#asked;
    this.#asked += 1;
    const request: ScanRequest = { id, bytes, own };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#workers[id % this.#workers.length]?.postMessage(request, [bytes.buffer]);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #end(cause: unknown): void {
    this.#ended ??= new MixevalError('internal', 'A scanning thread ended before its work was done.', {
      cause,
      next: 'Run the same command again: it goes on where it stopped.',
    });
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
