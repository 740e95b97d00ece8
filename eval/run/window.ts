import { onAbort } from '../../src/core/on-abort.js';
import type { Clock } from './clock.js';

export interface WindowOptions {
  /** Requests under way at most, ever. */
  readonly ceiling: number;
  readonly clock: Clock;
}

/** What became of a request, for the window: only `refused` (429) says that there were too many. */
export type Outcome = 'answered' | 'refused' | 'failed';

interface Waiting {
  readonly start: () => void;
}

/** Places that each answer adds while refusals are few from the start: room trebles with a round of answers. */
const openingStep = 2;
/** The part of a place that an answer adds after that. */
const growth = 0.025;
/** Below this many places, both steps are shares of the room. */
const smallRoom = 10;
const smallestRoom = 0.01;
/** Weight of the newest outcome in the share of refusals. */
const memory = 0.05;
/** From this share of refusals on, room no longer grows as it did at the start. */
const busy = 0.13;
/** From this share of refusals on, each refusal takes a whole step. */
const crowded = 0.2;
/** Answers in a row after which room grows faster and faster: the limit has moved away. */
const longRun = 40;
/** Requests in a row refused, besides those under way at the first, after which the server counts as shut. */
const shutAfter = 8;
/** Refusals in a row after which there is no more room than for what is under way. */
const fewInRow = 3;
/** Below this many places, starts are spread evenly over the time an answer takes. */
const pacedRoom = 8;
/** Time an answer takes, before there was one. */
const assumedLatencyMs = 100;
const longestHoldMs = 60_000;

/**
 * A sliding window of requests to one server: how many may be under way.
 *
 * It opens at a quarter of the ceiling and trebles with a round of answers until refusals gather. From then on an
 * answer adds 0.025 of a place, and a refusal takes one away, or less where refusals are few (as DCTCP does,
 * Alizadeh et al. 2010): room settles where about one request in twenty is refused, and a server that refuses one in
 * twenty at random is not asked more slowly. Room below one is a pause between requests (as in Swift, Kumar et al.
 * 2020), so that limits of a few requests a minute are met too. Where all is refused, it waits as long as the server
 * says. Nothing but a refusal makes it smaller: a slow or failing server is not helped by asking it more slowly.
 */
export class Window {
  readonly #ceiling: number;
  readonly #clock: Clock;
  readonly #waiting = new Set<Waiting>();
  /** Places; below 1, the share of the time in which one request is under way. */
  #room: number;
  #underWay = 0;
  #opening = true;
  #refusedShare = 0;
  #answersInRow = 0;
  #refusalsInRow = 0;
  #shutAt = 0;
  /** Places before the first of the refusals in a row. */
  #roomBefore = 0;
  #latencyMs = 0;
  #nextStart = Number.NEGATIVE_INFINITY;
  /** Until when the server said that it is shut. */
  #heldUntil = Number.NEGATIVE_INFINITY;
  #timerSet = false;

  constructor({ ceiling, clock }: WindowOptions) {
    this.#ceiling = ceiling;
    this.#clock = clock;
    this.#room = Math.min(ceiling, Math.max(4, Math.ceil(ceiling / 4)));
  }

  /** Requests that hold a place. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Waits for a place, first come, first served. Rejects with the signal's reason once it is aborted. */
  enter(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.#waiting.size === 0 && this.#mayStart()) {
      this.#begin();
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        start() {
          forget();
          resolve();
        },
      };
      const forget = onAbort(signal, () => {
        this.#waiting.delete(waiting);
        reject(signal?.reason);
      });
      this.#waiting.add(waiting);
      this.#drain();
    });
  }

  /**
   * Gives the place back.
   *
   * @param latencyMs how long the answer took
   * @param retryAfterMs of a refusal: when the server says to come back
   */
  leave(outcome: Outcome, latencyMs: number, retryAfterMs?: number): void {
    this.#underWay -= 1;
    if (outcome === 'answered') this.#answered(latencyMs);
    else if (outcome === 'refused') this.#refused(retryAfterMs);
    this.#drain();
  }

  #answered(latencyMs: number): void {
    this.#latencyMs = this.#latencyMs === 0 ? latencyMs : 0.9 * this.#latencyMs + 0.1 * latencyMs;
    this.#refusedShare *= 1 - memory;
    this.#refusalsInRow = 0;
    this.#answersInRow += 1;
    // Room that is not used says nothing about the server.
    if (this.#waiting.size === 0 && this.#underWay + 1 < this.#room) return;
    this.#room = Math.min(this.#ceiling, this.#room + this.#growthStep());
  }

  #growthStep(): number {
    if (this.#opening) return openingStep;
    const haste = Math.max(1, this.#answersInRow / longRun) ** 2;
    return growth * haste * Math.min(1, this.#room / smallRoom);
  }

  #refused(retryAfterMs: number | undefined): void {
    if (this.#refusalsInRow === 0) {
      this.#shutAt = this.#underWay + shutAfter;
      this.#roomBefore = this.#room;
    }
    this.#refusalsInRow += 1;
    this.#answersInRow = 0;
    this.#refusedShare += (1 - this.#refusedShare) * memory;
    if (this.#refusedShare > busy) this.#opening = false;
    if (this.#refusalsInRow >= this.#shutAt && retryAfterMs !== undefined) {
      this.#heldUntil = this.#clock.now() + Math.min(longestHoldMs, retryAfterMs);
      // A server that is shut says nothing of how much it takes when it is open.
      this.#room = this.#roomBefore;
      return;
    }
    const step = Math.min(1, this.#room / smallRoom) * Math.min(1, this.#refusedShare / crowded);
    const useful = this.#refusalsInRow > fewInRow ? Math.max(1, this.#underWay) : this.#ceiling;
    this.#room = Math.max(smallestRoom, Math.min(useful, this.#room - step));
  }

  get #paced(): boolean {
    return !this.#opening && this.#room < pacedRoom;
  }

  #mayStart(): boolean {
    if (this.#underWay >= Math.max(1, Math.ceil(this.#room))) return false;
    return this.#clock.now() >= this.#earliestStart;
  }

  get #earliestStart(): number {
    return this.#paced ? Math.max(this.#heldUntil, this.#nextStart) : this.#heldUntil;
  }

  #begin(): void {
    this.#underWay += 1;
    if (!this.#paced) return;
    const now = this.#clock.now();
    this.#nextStart = Math.max(now, this.#nextStart) + (this.#latencyMs || assumedLatencyMs) / this.#room;
  }

  #drain(): void {
    for (const waiting of this.#waiting) {
      if (!this.#mayStart()) break;
      this.#waiting.delete(waiting);
      this.#begin();
      waiting.start();
    }
    this.#wakeLater();
  }

  /** Where only the pause holds a request back, nothing else will call again. */
  #wakeLater(): void {
    if (this.#timerSet || this.#waiting.size === 0) return;
    const waitMs = this.#earliestStart - this.#clock.now();
    if (waitMs <= 0) return;
    this.#timerSet = true;
    this.#clock.after(waitMs, () => {
      this.#timerSet = false;
      this.#drain();
    });
  }
}
