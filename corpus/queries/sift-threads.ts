import { Worker } from 'node:worker_threads';
import { builtFile } from '../../src/core/package.js';
import { ThreadReplies } from '../../src/core/thread-replies.js';
import { openSifter, type Sifter, type SiftOptions } from './sift.js';
import type { SiftReply, SiftRequest } from './sift-messages.js';

/** A sifter over several threads. What it is asked at once it does at once. */
export interface SiftThreads extends Sifter {
  /** Pieces that may be under way at once. */
  readonly depth: number;
  close(): Promise<void>;
}

/** Bytes of sources from which on other threads are started at once: what is smaller is done before a thread is awake. */
const largeBytes = 8 << 20;
/** Of sources whose size nobody knows, pieces that this thread does before others are started. */
const piecesBefore = 8;
/** Pieces that another thread has at once: with fewer it stands still while this one does a piece of its own and reads on. */
const piecesAThread = 8;
/** Pieces that this thread may be ahead of the others, which are slow at first: what it does is waited for in order. */
const piecesAhead = 16;

export interface SiftThreadsOptions extends SiftOptions {
  /** From 1. */
  readonly threads: number;
  /** Bytes of what is to be sifted, as they are on disk; undefined where nobody knows. */
  readonly bytes: number | undefined;
}

/**
 * Sifts in as many threads as wanted, of which this one is the first: it does what the others have no room for, and
 * everything until they are awake.
 *
 * @throws MixevalError `usage` for filters that cannot be had as they are wanted
 */
export async function openSiftThreads({
  threads,
  bytes = 0,
  ...options
}: SiftThreadsOptions): Promise<SiftThreads> {
  const others: SiftThread[] = [];
  const startOthers = (): void => {
    while (others.length < threads - 1) others.push(new SiftThread(options));
  };
  const close = async (): Promise<void> => {
    await Promise.all(others.map((other) => other.close()));
  };
  if (bytes >= largeBytes) startOthers();
  const here = await openSifter(options).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  let pieces = 0;
  const sifter = (): Sifter => {
    pieces += 1;
    if (pieces > piecesBefore) startOthers();
    return others.find(({ hasRoom }) => hasRoom) ?? here;
  };
  return {
    sift: (batch, origin) => sifter().sift(batch, origin),
    check: (piece) => sifter().check(piece),
    depth: threads === 1 ? 1 : piecesAThread * (threads - 1) + piecesAhead,
    close,
  };
}

class SiftThread implements Sifter {
  readonly #worker: Worker;
  readonly #replies = new ThreadReplies<SiftReply>({
    // What was taken in is kept.
    code: 'incomplete',
    message: 'A thread of the miner ended before its work was done.',
    next: 'Run the same command again: it goes on where it stopped.',
  });

  #isReady = false;

  constructor(options: SiftOptions) {
    this.#worker = new Worker(builtFile('corpus/queries/sift-worker'), {
      workerData: options,
      execArgv: [],
      // What a piece leaves behind is short-lived: room for more of it would only be memory taken.
      resourceLimits: { maxYoungGenerationSizeMb: 24 },
    });
    this.#worker.on('message', (reply: SiftReply) => {
      if (reply.kind === 'ready') this.#isReady = true;
      else if (reply.kind === 'failed') this.#replies.fail(reply.id, reply.error);
      else this.#replies.settle(reply.id, reply);
    });
    this.#replies.watch(this.#worker);
  }

  /** Whether a piece sent now is done soon. */
  get hasRoom(): boolean {
    return this.#isReady && this.#replies.owed < piecesAThread;
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
    return this.#replies.ask((id) => this.#worker.postMessage(request(id)));
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
