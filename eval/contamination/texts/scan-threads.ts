import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { builtFile } from '../../../src/core/package.js';
import { ThreadReplies } from '../../../src/core/thread-replies.js';
import type { Block } from './blocks.js';
import type { ScanReply, ScanRequest, ScanSetup } from './scan-messages.js';

/** Threads that look through blocks, one for each core. */
export class ScanThreads {
  readonly #workers: readonly Worker[];
  /** Blocks that were looked through. Left to the garbage collectors of the threads they would pile up by the hundred. */
  readonly #free: Uint8Array<ArrayBuffer>[] = [];
  readonly #replies = new ThreadReplies<ScanReply>({
    message: 'A scanning thread ended before its work was done.',
    next: 'Run the same command again: it goes on where it stopped.',
  });

  constructor(setup: ScanSetup, threads = availableParallelism()) {
    this.#workers = Array.from({ length: threads }, () => {
      const worker = new Worker(builtFile('eval/contamination/texts/scan-worker'), {
        workerData: setup,
        execArgv: [],
      });
      worker.on('message', (reply: ScanReply) => {
        this.#free.push(reply.bytes);
        this.#replies.settle(reply.id, reply);
      });
      this.#replies.watch(worker);
      return worker;
    });
  }

  /** Blocks that may be on their way at once: each thread has one more to go on with. */
  get depth(): number {
    return 2 * this.#workers.length;
  }

  /** Bytes for a block, those of an earlier one where there are some. */
  room(bytes: number): Uint8Array<ArrayBuffer> {
    const known = this.#free.pop();
    return known?.length === bytes ? known : new Uint8Array(bytes);
  }

  /** Takes the block's bytes over: they cannot be read any more. */
  scan({ bytes, own }: Block): Promise<ScanReply> {
    return this.#replies.ask((id) => {
      const request: ScanRequest = { id, bytes, own };
      this.#workers[id % this.#workers.length]?.postMessage(request, [bytes.buffer]);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
