/** How long a request may take before it counts as hung, learnt from those before it. */

const enough = 20;
const shortestMs = 10_000;

/** How long a request to one server may take before it counts as hung. */
export interface Deadline {
  /** Milliseconds. */
  readonly timeoutMs: number;
  /** Told of every answer. */
  saw(latencyMs: number): void;
}

/**
 * A deadline that learns: once twenty answers have come, four times the slowest of them (fading slowly, so that one
 * freak does not set it for good), at least ten seconds, never more than the limit. A hang among answers of half a second
 * is cut after ten seconds instead of two minutes.
 *
 * @param limitMs what the user allows (`--timeout`)
 */
export function learningDeadline(limitMs: number): Deadline {
  let slowestMs = 0;
  let seen = 0;
  return {
    get timeoutMs() {
      return seen < enough ? limitMs : Math.min(limitMs, Math.max(shortestMs, 4 * slowestMs));
    },
    saw(latencyMs) {
      seen += 1;
      slowestMs = Math.max(latencyMs, slowestMs * 0.999);
    },
  };
}
