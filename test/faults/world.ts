import { type Model, openModel, type RunOutcome } from '../../eval/index.js';
import {
  type Fault,
  type LoopbackOptions,
  type LoopbackRequest,
  type LoopbackServer,
  startLoopbackServer,
} from '../../eval/loopback/index.js';
import { answerSum, sumIn, sumVersion, withSums } from '../../eval/testing/sum-release.js';
import { VirtualClock } from '../../eval/testing/virtual-clock.js';
import { type EvaluateOptions, evaluate } from '../../src/index.js';

/** Items of the release that every fault is tried on, the subject's score on it where nothing goes wrong, and the window. */
export const items = 400;
export const cleanScore = 0.75;
const concurrency = 20;

type Options = Partial<Omit<EvaluateOptions, 'workspace' | 'version' | 'subjects' | 'judge' | 'clock'>>;

/** A run of 400 items against servers on loopback, in a time of its own: an hour of pauses passes at once. */
export interface Trial {
  readonly server: LoopbackServer;
  readonly judgeServer: LoopbackServer;
  readonly clock: VirtualClock;
  /** Evaluates the subject; the same call again is the same command given again. */
  run(options?: Options): Promise<RunOutcome>;
}

export interface TrialOptions {
  readonly subject?: Partial<LoopbackOptions>;
  /** Set where there is a judge. */
  readonly judge?: Partial<LoopbackOptions>;
  /** The judge is asked on the subject's server, which tells them apart by the model's name. */
  readonly sharedServer?: boolean;
  /** The environment variable that holds the subject's key. */
  readonly key?: string;
}

/** Sets a trial up, tries, and takes everything down again. */
export async function onTrial(options: TrialOptions, work: (trial: Trial) => Promise<void>): Promise<void> {
  await withSums({ items }, async (workspace) => {
    const clock = new VirtualClock();
    const server = await startLoopbackServer({ answer: answerSum, latencyMs: 50, clock, ...options.subject });
    const judgeServer = await startLoopbackServer({
      answer: () => '[[1]]',
      latencyMs: 50,
      clock,
      ...options.judge,
    });
    const environment = { TRIAL_KEY: options.key };
    const open = (name: string, { baseUrl }: LoopbackServer) =>
      openModel(name, { baseUrl, environment, ...(options.key ? { apiKeyEnv: 'TRIAL_KEY' } : {}) });
    const asking = { count: 0 };
    const model = counted(await open('subject', server), asking);
    const judge = counted(await open('judge', options.sharedServer ? server : judgeServer), asking);
    // While a request or a reply is on its way, no time passes.
    const isBusy = (): boolean => asking.count !== server.waiting + judgeServer.waiting;
    try {
      await work({
        server,
        judgeServer,
        clock,
        run: async (runOptions) => {
          const command = { workspace, version: sumVersion, subjects: [{ model }], concurrency, clock };
          const outcomes = evaluate({
            ...command,
            ...(options.judge ? { judge: { model: judge } } : {}),
            ...runOptions,
          });
          const [outcome] = await clock.run(outcomes, isBusy);
          if (!outcome) throw new Error('There was no run.');
          return outcome;
        },
      });
    } finally {
      await Promise.all([model.close?.(), judge.close?.(), server.close(), judgeServer.close()]);
    }
  });
}

/** A model that counts the requests that are under way. */
function counted(model: Model, asking: { count: number }): Model {
  return {
    ...model,
    async ask(request, signal) {
      asking.count += 1;
      try {
        return await model.ask(request, signal);
      } finally {
        asking.count -= 1;
      }
    },
  };
}

/** A fault for the first request of every so-many-th question; how many that are, and how often each question came. */
export function everyNth(nth: number, fault: (index: number) => Fault) {
  const asked = new Map<string, number>();
  let struck = 0;
  let firstRepeatAt = Number.POSITIVE_INFINITY;
  return {
    fault: (request: LoopbackRequest): Fault | undefined => {
      const before = asked.get(request.text) ?? 0;
      asked.set(request.text, before + 1);
      if (before > 0) firstRepeatAt = Math.min(firstRepeatAt, request.number);
      if (before > 0 || sumIn(request).summand % nth !== 7) return undefined;
      struck += 1;
      return fault(struck);
    },
    /** Questions whose first request failed. */
    get struck() {
      return struck;
    },
    /** Number of the first request that asked a question again. */
    get firstRepeatAt() {
      return firstRepeatAt;
    },
  };
}
