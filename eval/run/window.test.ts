import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.js';
import { VirtualClock } from '../testing/virtual-clock.js';
import { Window } from './window.js';

interface Server {
  /** Whether a request that arrives at this time is accepted. */
  readonly accepts: (nowMs: number) => boolean;
  readonly latencyMs: number;
  readonly retryAfterMs: (nowMs: number) => number;
}

/** Asks a simulated server through a window until all questions are answered. */
async function simulate(
  server: Server,
  { questions, ceiling }: { questions: number; ceiling: number },
): Promise<{ seconds: number; refused: number; most: number }> {
  const clock = new VirtualClock();
  const window = new Window({ ceiling, clock });
  let refused = 0;
  let most = 0;
  const ask = async (): Promise<void> => {
    for (;;) {
      await window.enter();
      most = Math.max(most, window.underWay);
      const isAccepted = server.accepts(clock.now());
      const latencyMs = isAccepted ? server.latencyMs : 2;
      await clock.sleep(latencyMs);
      const retryAfterMs = server.retryAfterMs(clock.now());
      window.leave(isAccepted ? 'answered' : 'refused', latencyMs, retryAfterMs);
      if (isAccepted) return;
      refused += 1;
      await clock.sleep(retryAfterMs);
    }
  };
  await clock.run(Promise.all(Array.from({ length: questions }, ask)));
  return { seconds: clock.now() / 1000, refused, most };
}

/** A token bucket, full at the start. */
function bucket(perSecond: number, capacity: number): (nowMs: number) => boolean {
  let tokens = capacity;
  let last = 0;
  return (nowMs) => {
    tokens = Math.min(capacity, tokens + ((nowMs - last) * perSecond) / 1000);
    last = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/** So many requests in each period of the clock. */
function perPeriod(count: number, periodMs: number): (nowMs: number) => boolean {
  let period = -1;
  let taken = 0;
  return (nowMs) => {
    const now = Math.floor(nowMs / periodMs);
    if (now !== period) taken = 0;
    period = now;
    taken += 1;
    return taken <= count;
  };
}

const oneSecond = (): number => 1000;

describe('the window', () => {
  test('opens to its ceiling and never beyond while all is well', async () => {
    const { seconds, refused, most } = await simulate(
      { accepts: () => true, latencyMs: 50, retryAfterMs: oneSecond },
      { questions: 1000, ceiling: 100 },
    );
    expect(refused).toBe(0);
    expect(most).toBe(100);
    // 0.5 s with all places in use from the first moment.
    expect(seconds).toBeLessThanOrEqual(0.6);
  });

  test('is not narrowed by a server that refuses one question in twenty at random', async () => {
    const random = seededRandom(1, 'refusals');
    const { seconds } = await simulate(
      { accepts: () => random() > 0.05, latencyMs: 50, retryAfterMs: oneSecond },
      { questions: 2000, ceiling: 20 },
    );
    // 5 s without any refusal, and the last questions may be refused twice.
    expect(seconds).toBeLessThanOrEqual(9);
  });

  test.each([5, 20])('keeps to 1,200 a minute with bursts of %i, and asks little in vain', async (burst) => {
    const { seconds, refused } = await simulate(
      { accepts: bucket(20, burst), latencyMs: 50, retryAfterMs: oneSecond },
      { questions: 400, ceiling: 100 },
    );
    expect(seconds).toBeLessThanOrEqual(21);
    expect(refused).toBeLessThanOrEqual(60);
  });

  test('keeps to a limit of a few requests a minute, below one at a time', async () => {
    const { seconds, refused } = await simulate(
      { accepts: bucket(0.5, 5), latencyMs: 500, retryAfterMs: () => 2000 },
      { questions: 60, ceiling: 32 },
    );
    expect(seconds).toBeLessThanOrEqual(120);
    expect(refused).toBeLessThanOrEqual(60);
  });

  test.each([8, 20, 64, 100])(
    'waits for a server that is shut until the next minute, and is back at once: %i',
    async (ceiling) => {
      const { seconds, refused } = await simulate(
        { accepts: perPeriod(600, 60_000), latencyMs: 50, retryAfterMs: (now) => 60_000 - (now % 60_000) },
        { questions: 1000, ceiling },
      );
      expect(seconds).toBeLessThanOrEqual(66);
      // What was under way when it shut, and a few more.
      expect(refused).toBeLessThanOrEqual(ceiling + 20);
    },
  );

  test('gives no place to who has left the queue', async () => {
    const clock = new VirtualClock();
    const window = new Window({ ceiling: 1, clock });
    const leaving = new AbortController();
    await window.enter();
    const left = window.enter(leaving.signal);
    const stays = window.enter();
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    window.leave('failed', 1);
    await stays;
    expect(window.underWay).toBe(1);
    await expect(window.enter(leaving.signal)).rejects.toThrow('gone');
  });
});
