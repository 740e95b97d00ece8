import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../testing/virtual-clock.js';
import { createPace } from './pace.js';

const never = new AbortController().signal;

/** Asks so many questions at once, and gives the times at which they were sent. */
async function sentAt(
  limits: { rpm?: number; tpm?: number },
  questions: readonly { prompt: number; answer: number }[],
): Promise<number[]> {
  const clock = new VirtualClock();
  const pace = createPace(limits, clock);
  const times: number[] = [];
  const ask = async ({ prompt, answer }: { prompt: number; answer: number }): Promise<void> => {
    const messages = [{ role: 'user', content: 'x'.repeat(4 * prompt) }] as const;
    const ended = await pace.begin({ messages, parameters: {} }, never);
    times.push(clock.now());
    await clock.sleep(100);
    ended({ text: '', finishReason: 'stop', usage: { inputTokens: prompt, outputTokens: answer } });
  };
  await clock.run(Promise.all(questions.map(ask)));
  return times;
}

describe('a pace', () => {
  test('never sends more requests in a minute than allowed, and no fewer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 600 }), async (rpm) => {
        const times = await sentAt({ rpm }, Array(40).fill({ prompt: 1, answer: 1 }));
        expect(times.at(-1)).toBeCloseTo((39 * 60_000) / rpm, 3);
        for (const [at, time] of times.entries()) {
          const next = times[at + rpm];
          if (next !== undefined) expect(next - time).toBeGreaterThanOrEqual(60_000 - 1e-6);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('keeps to tokens as the server counts them, not as they were estimated', async () => {
    for (const answer of [10, 1000]) {
      const times = await sentAt({ tpm: 60_000 }, Array(60).fill({ prompt: 100, answer }));
      const used = 59 * (100 + answer);
      expect((used * 60_000) / (times.at(-1) ?? 0)).toBeLessThanOrEqual(60_000 * 1.02);
      expect((used * 60_000) / (times.at(-1) ?? 0)).toBeGreaterThanOrEqual(60_000 * 0.8);
    }
  });

  test('a request that leaves while it waits is let go', async () => {
    const clock = new VirtualClock();
    const pace = createPace({ rpm: 1 }, clock);
    const request = { messages: [], parameters: {} };
    await pace.begin(request, never);
    const leaving = new AbortController();
    const waits = pace.begin(request, leaving.signal);
    leaving.abort(new Error('gone'));
    await expect(waits).rejects.toThrow('gone');
  });
});
