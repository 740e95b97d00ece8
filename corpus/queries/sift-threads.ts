import { Worker } from 'node:worker_threads';
import { workerFile } from '../../src/core/package.js';
import { ThreadReplies } from '../../src/core/thread-replies.js';
import { openSifter, type Sifter, type SiftOptions } from './sift.js';
import type { SiftReply, SiftRequest } from './sift-messages.js';

/** A sifter over several threads. What it is asked at once it does at once. */
export interface SiftThreads extends Sifter {
  /** Pieces that may be under way at once: each thread has one more to go on with. */
  readonly depth: number;
  close(): Promise<void>;
}

/** Pieces that this thread does before others are started: a small input is done before a thread is awake. */
const piecesBefore = 8;

/**
 * Sifts in as many threads as wanted; in this thread alone where that is one, or where there is little to do.
 *
 * @throws MixevalError `usage` for filters that cannot be had as they are wanted
 */
export async function openSiftThreads(options: SiftOptions, threads: number): Promise<SiftThreads> {
  const here = await openSifter(options);
  let pieces = 0;
  let others: Threads | undefined;
  const sifter = (): Sifter => {
    pieces += 1;
    if (threads > 1 && pieces > piecesBefore) others ??= new Threads(options, threads);
    return others ?? here;
  };
  return {
    sift: (batch, origin) => sifter().sift(batch, origin),
    check: (bytes) => sifter().check(bytes),
    depth: threads > 1 ? 2 * threads : 1,
    close: async () => others?.close(),
  };
}

class Threads implements Sifter {
  readonly #workers: readonly Worker[];
  readonly #replies = new ThreadReplies<SiftReply>({
    message: 'A thread of the miner ended before its work was done.',
    next: 'Run the same command again: it goes on where it stopped.',
  });

  constructor(options: SiftOptions, threads: number) {
    this.#workers = Array.from({ length: threads }, () => {
      const worker = new Worker(workerFile('corpus/queries/sift-worker'), {
        workerData: options,
        execArgv: [],
        // What a piece leaves behind is short-lived: room for more of it would only be memory taken.
        resourceLimits: { maxYoungGenerationSizeMb: 24 },
      });
      worker.on('message', (reply: SiftReply) => {
        if (reply.kind === 'failed') this.#replies.fail(reply.id, reply.error);
        else this.#replies.settle(reply.id, reply);
      });
      this.#replies.watch(worker);
      return worker;
    });
  }

  async sift(batch: Parameters<Sifter['sift']>[0], origin: Parameters<Sifter['sift']>[1]) {
    const reply = await this.#ask((id) => ({ kind: 'sift', id, batch, origin }));
    if (reply.kind === 'sifted') return reply.sifted;
    throw new TypeError(`A thread was asked to sift and gave ${reply.kind}.`);
  }

  async check(bytes: Uint8Array<ArrayBuffer>) {
    const reply = await this.#ask((id) => ({ kind: 'check', id, bytes }));
    if (reply.kind === 'checked') return reply.checked;
    throw new TypeError(`A thread was asked to check and gave ${reply.kind}.`);
  }

  #ask(request: (id: number) => SiftRequest): Promise<SiftReply> {
    return this.#replies.ask((id) => this.#workers[id % this.#workers.length]?.postMessage(request(id)));
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
