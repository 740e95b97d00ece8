import type { Worker } from 'node:worker_threads';
import type { ErrorCode } from './error-codes.js';
import { MixevalError } from './errors.js';

interface Waiting<Reply> {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
}

/** The replies that worker threads owe, each under the id of what was asked. */
export class ThreadReplies<Reply> {
  readonly #waiting = new Map<number, Waiting<Reply>>();
  #asked = 0;
  #ended: MixevalError | undefined;

  constructor(private readonly end: ThreadEnd) {}

  /** How many replies are owed. */
  get owed(): number {
    return this.#waiting.size;
  }

  /** Fails all that is owed, and all that is asked later, once the thread ends by itself or is terminated. */
  watch(worker: Worker): void {
    worker.on('error', (error) => this.#failAll(error));
    worker.on('exit', (code) => this.#failAll(new Error(`The thread ended with code ${code}.`)));
  }

  /**
   * @param send posts the request under this id; ids rise from 0
   * @throws MixevalError of the end's code where the thread has ended
   */
  ask(send: (id: number) => void): Promise<Reply> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const id = this.#asked;
    this.#asked += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      send(id);
    });
  }

  /** The reply to what was asked under this id has come. */
  settle(id: number, reply: Reply): void {
    this.#take(id)?.resolve(reply);
  }

  /** What was asked under this id has failed. */
  fail(id: number, error: unknown): void {
    this.#take(id)?.reject(error);
  }

  #take(id: number): Waiting<Reply> | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #failAll(cause: unknown): void {
    const { code = 'internal', message, next } = this.end;
    this.#ended ??= new MixevalError(code, message, { cause, next });
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

/** What users are told where a thread ends before its work is done. */
export interface ThreadEnd {
  /** `internal` unless said otherwise. */
  readonly code?: ErrorCode;
  readonly message: string;
  readonly next: string;
}
