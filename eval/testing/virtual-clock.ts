import { type Clock, sleep } from '../run/clock.js';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Turns of the event loop in which nothing must happen before time passes. */
const quietTurns = 3;

/** Whether a file is being read or written, or work was put off to the next turn: that takes no time of this clock. */
function processIsBusy(): boolean {
  return process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq') || name === 'Immediate');
}

/** A clock that runs as fast as what waits for it: an hour of pauses passes at once, in the right order. */
export class VirtualClock implements Clock {
  #now = 0;
  #sleepers: Sleeper[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, action: () => void): () => void {
    const sleeper = { at: this.#now + ms, wake: action };
    this.#sleepers.push(sleeper);
    return () => {
      this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
    };
  }

  sleep(ms: number): Promise<void> {
    return sleep(this, ms);
  }

  /**
   * Lets time pass until the work is done.
   *
   * @param isBusy says whether somebody who does not wait for this clock is at work, such as a server: meanwhile it stands
   */
  async run<T>(work: Promise<T>, isBusy?: () => boolean): Promise<T> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    done.catch(() => undefined);
    for (;;) {
      // All that can go on without time passing goes on first; files and networks take some turns.
      for (let quiet = 0; quiet < (isBusy ? quietTurns : 1) && !isDone; quiet += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        if (isBusy && (isBusy() || processIsBusy())) quiet = 0;
      }
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
