import { wilsonInterval } from '../statistics/wilson.js';

/** The score of what is graded so far: a weighted mean with a rough interval, for progress only. */
export class RunningScore {
  #weight = 0;
  #squares = 0;
  #weighted = 0;
  count = 0;

  add(weight: number, score: number): void {
    this.#weight += weight;
    this.#squares += weight * weight;
    this.#weighted += weight * score;
    this.count += 1;
  }

  /** Mean and half-width at 95 %, 0 to 1; undefined before there is anything. */
  get value(): { readonly score: number; readonly margin: number } | undefined {
    if (this.#weight === 0) return undefined;
    const score = Math.min(1, this.#weighted / this.#weight);
    const [low, high] = wilsonInterval(score, this.#weight ** 2 / this.#squares);
    return { score, margin: (high - low) / 2 };
  }
}
