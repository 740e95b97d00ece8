import { describe, expect, test } from 'vitest';
import type { Model, ModelReply } from '../model.js';
import { type FailureKind, ProviderFailure } from '../providers/failure.js';
import { VirtualClock } from '../testing/virtual-clock.js';
import { type AskContext, type Asked, askUntilAnswered } from './ask.js';
import { createEndpoints, type Endpoint } from './endpoint.js';

const answer: ModelReply = { text: 'yes', finishReason: 'stop' };
const request = { messages: [], parameters: {} };

/** A model that goes through its script, one entry a request, and then answers. */
function scripted(clock: VirtualClock, script: readonly (ProviderFailure | ModelReply)[]): Model {
  let asked = 0;
  return {
    name: 'test:scripted',
    origin: 'http://test',
    kind: 'chat',
    defaults: {},
    reusable: true,
    async ask() {
      await clock.sleep(100);
      const step = script[asked] ?? answer;
      asked += 1;
      if (step instanceof ProviderFailure) throw step;
      return step;
    },
  };
}

function failures(kind: FailureKind, count: number, retryAfterMs?: number): ProviderFailure[] {
  return Array.from({ length: count }, () => new ProviderFailure(kind, 'It went wrong.', { retryAfterMs }));
}

function setUp(): {
  clock: VirtualClock;
  endpoint: Endpoint;
  ask(model: Model, more?: Pick<AskContext, 'answeredBefore'>): Promise<Asked>;
  stop: AbortController;
} {
  const clock = new VirtualClock();
  const endpoint = createEndpoints({ concurrency: 8, timeoutMs: 120_000, clock }).of({
    origin: 'http://test',
  });
  const stop = new AbortController();
  return {
    clock,
    endpoint,
    stop,
    ask: (model, more = {}) =>
      askUntilAnswered(model, request, {
        ...more,
        endpoint,
        random: () => 0.5,
        stop: stop.signal,
        cut: new AbortController().signal,
        onStop: () => undefined,
      }),
  };
}

/** Others that are answered meanwhile, so that a failure is the question's own. */
async function answerOthers(clock: VirtualClock, ask: (model: Model) => Promise<Asked>): Promise<void> {
  for (let count = 0; count < 2000; count += 1) await ask(scripted(clock, []));
}

describe('asking until there is an answer', () => {
  test('one fault costs one request', async () => {
    const { clock, ask } = setUp();
    for (const kind of ['rate-limited', 'server-error', 'bad-body', 'timeout', 'connection'] as const) {
      const asked = await clock.run(ask(scripted(clock, failures(kind, 1))));
      expect(asked).toMatchObject({ reply: answer, requests: 2 });
    }
  });

  test('a server that says when to come back is asked then, not before', async () => {
    const { clock, ask } = setUp();
    await clock.run(ask(scripted(clock, failures('rate-limited', 1, 7000))));
    expect(clock.now()).toBe(7200);
  });

  test('pauses double, with jitter, up to thirty seconds', async () => {
    const { clock, ask } = setUp();
    await clock.run(ask(scripted(clock, [])));
    const before = clock.now();
    await clock.run(ask(scripted(clock, failures('server-error', 8))));
    const pausesMs = 250 * (1 + 2 + 4 + 8 + 16 + 32) + 15_000 * 2;
    expect(clock.now() - before).toBe(pausesMs + 9 * 100);
  });

  test('a question that fails while others are answered is given up alone', async () => {
    const { clock, ask } = setUp();
    const others = answerOthers(clock, ask);
    const asked = await clock.run(ask(scripted(clock, failures('server-error', 100))));
    expect(asked).toMatchObject({ failure: { kind: 'server-error' }, requests: 8 });
    await clock.run(others);
  });

  test('an outage is waited out', async () => {
    const { clock, endpoint, ask } = setUp();
    const downUntil = 200_000;
    const model: Model = {
      ...scripted(clock, []),
      async ask() {
        await clock.sleep(10);
        if (clock.now() < downUntil) throw new ProviderFailure('connection', 'refused');
        return answer;
      },
    };
    endpoint.lastAnswerAt = clock.now();
    const asked = await clock.run(Promise.all([ask(model), ask(model), ask(model)]));
    expect(asked.every((one) => 'reply' in one)).toBe(true);
  });

  test('a server that stays silent ends the run', async () => {
    const { clock, endpoint, ask } = setUp();
    endpoint.lastAnswerAt = clock.now();
    const all = Promise.all([1, 2].map(() => ask(scripted(clock, failures('connection', 1000)))));
    await expect(clock.run(all)).rejects.toMatchObject({ code: 'unreachable' });
    expect(clock.now()).toBeGreaterThan(300_000);
  });

  describe('where nobody else is left to be answered', () => {
    /** Answers what it answered before while it is there at all; gives up on the rest. */
    function poisoned(clock: VirtualClock, isThere: () => boolean): Model {
      return {
        ...scripted(clock, []),
        async ask({ messages }) {
          await clock.sleep(100);
          if (messages.length === 0 || !isThere())
            throw new ProviderFailure('server-error', 'It went wrong.');
          return answer;
        },
      };
    }
    const known = { messages: [{ role: 'user', content: 'known' }], parameters: {} } as const;
    const answeredBefore = async () => known;

    test.each([true, false])(
      'questions that always fail are given up alone; answered in this session: %s',
      async (hasAnswered) => {
        const { clock, endpoint, ask } = setUp();
        if (hasAnswered) endpoint.lastAnswerAt = clock.now();
        const model = poisoned(clock, () => true);
        const asked = await clock.run(Promise.all([1, 2, 3].map(() => ask(model, { answeredBefore }))));
        for (const one of asked) expect(one).toMatchObject({ failure: { kind: 'server-error' } });
        expect(Math.max(...asked.map(({ requests }) => requests))).toBeLessThanOrEqual(9);
        expect(endpoint.troubled).toBe(0);
      },
    );

    test('those that ask at the same time whether the server is there are told by one request', async () => {
      const { clock, endpoint, ask } = setUp();
      endpoint.lastAnswerAt = clock.now();
      const asked: string[] = [];
      const model = poisoned(clock, () => true);
      const listening: Model = {
        ...model,
        ask(request, signal) {
          asked.push(request.messages.length === 0 ? 'question' : 'known');
          return model.ask(request, signal);
        },
      };
      await clock.run(Promise.all([1, 2, 3].map(() => ask(listening, { answeredBefore }))));
      expect(asked.filter((one) => one === 'known')).toHaveLength(1);
    });

    test('a server that is gone ends the run all the same', async () => {
      const { clock, endpoint, ask } = setUp();
      endpoint.lastAnswerAt = clock.now();
      const model = poisoned(clock, () => false);
      const all = Promise.all([1, 2].map(() => ask(model, { answeredBefore })));
      await expect(clock.run(all)).rejects.toMatchObject({ code: 'provider' });
      expect(clock.now()).toBeGreaterThan(300_000);
    });

    test('questions that it finds wrong, gone on with, do not end the run', async () => {
      const { clock, ask } = setUp();
      const model: Model = {
        ...scripted(clock, []),
        async ask({ messages }) {
          if (messages.length === 0) throw new ProviderFailure('bad-request', 'It was wrong.');
          return answer;
        },
      };
      for (let question = 0; question < 5; question += 1) {
        const asked = await clock.run(ask(model, { answeredBefore }));
        expect(asked).toMatchObject({ failure: { kind: 'bad-request' }, requests: 1 });
      }
    });
  });

  test('a server that never answered is soon called unreachable', async () => {
    const { clock, ask } = setUp();
    const model = scripted(clock, failures('connection', 1000));
    await expect(clock.run(ask(model))).rejects.toMatchObject({ code: 'unreachable' });
    expect(clock.now()).toBeLessThan(5000);
  });

  test('what concerns one question is its result, at once', async () => {
    const { clock, ask } = setUp();
    for (const kind of ['context-too-long', 'content-filter'] as const) {
      const asked = await clock.run(ask(scripted(clock, failures(kind, 9))));
      expect(asked).toMatchObject({ failure: { kind }, requests: 1 });
    }
  });

  test('what concerns every question is thrown, at once', async () => {
    const { clock, ask } = setUp();
    for (const [kind, code] of [
      ['key-refused', 'key-refused'],
      ['quota', 'quota'],
      ['model-not-found', 'model-not-found'],
    ] as const) {
      await expect(clock.run(ask(scripted(clock, failures(kind, 9))))).rejects.toMatchObject({ code });
    }
  });

  test('a pause of an hour is the end of a quota', async () => {
    const { clock, ask } = setUp();
    const model = scripted(clock, failures('rate-limited', 1, 3_600_000));
    await expect(clock.run(ask(model))).rejects.toMatchObject({ code: 'quota' });
  });

  test('a server that finds every question wrong from the start ends the run; later it is the question', async () => {
    const { clock, ask } = setUp();
    const wrong = (): Promise<Asked> => clock.run(ask(scripted(clock, failures('bad-request', 1))));
    expect(await wrong()).toMatchObject({ failure: { kind: 'bad-request' } });
    expect(await wrong()).toMatchObject({ failure: { kind: 'bad-request' } });
    await expect(wrong()).rejects.toMatchObject({ code: 'provider' });
    await clock.run(ask(scripted(clock, [])));
    expect(await wrong()).toMatchObject({ failure: { kind: 'bad-request' } });
  });

  test('a stop ends a pause, and lets what is under way come in', async () => {
    const { clock, ask, stop } = setUp();
    const pausing = ask(scripted(clock, failures('server-error', 1, 60_000)));
    await clock.run(clock.sleep(200));
    const underWay = ask(scripted(clock, []));
    stop.abort(new Error('stopped'));
    await expect(pausing).rejects.toThrow('stopped');
    await expect(clock.run(underWay)).resolves.toMatchObject({ reply: answer });
    await expect(ask(scripted(clock, []))).rejects.toThrow('stopped');
  });
});
