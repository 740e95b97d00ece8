import type { Clock } from '../run/clock.js';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that runs as fast as what waits for it: an hour of pauses passes at once, in the right order. */
export class VirtualClock implements Clock {
  #now = 0;
  #sleepers: Sleeper[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(signal?.reason);
      const wake = (): void => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      this.#sleepers.push({ at: this.#now + ms, wake });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Lets time pass until the work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    done.catch(() => undefined);
    for (;;) {
      // All that can go on without time passing goes on first.
      await new Promise((resolve) => setImmediate(resolve));
      if (isDone) return done;
      this.#wakeNext();
    }
  }

  #wakeNext(): void {
    if (this.#sleepers.length === 0) return;
    this.#now = Math.max(this.#now, Math.min(...this.#sleepers.map(({ at }) => at)));
    const due = this.#sleepers.filter(({ at }) => at <= this.#now);
    this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now);
    for (const sleeper of due) sleeper.wake();
  }
}
