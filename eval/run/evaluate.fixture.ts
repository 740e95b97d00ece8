import type { Workspace } from '../../src/core/workspace.js';
import {
  type Fault,
  type LoopbackOptions,
  type LoopbackRequest,
  startLoopbackServer,
} from '../loopback/index.js';
import { openModel } from '../providers/index.js';
import { answerSum, sumVersion } from '../testing/sum-release.js';
import { type EvaluateOptions, evaluate } from './evaluate.js';
import type { RunOutcome } from './run-options.js';

type Options = Partial<Omit<EvaluateOptions, 'workspace' | 'version' | 'subjects'>>;

/** A server and a way to evaluate the model on it. */
export async function withModel<T>(
  workspace: Workspace,
  server: Partial<LoopbackOptions>,
  work: (tools: {
    run(options?: Options, task?: Parameters<typeof evaluate>[1]): Promise<RunOutcome>;
    runAll(options?: Options): Promise<RunOutcome[]>;
    requests(): number;
  }) => Promise<T>,
): Promise<T> {
  const loopback = await startLoopbackServer({ answer: answerSum, ...server });
  const model = await openModel('tested', { baseUrl: loopback.baseUrl, environment: {} });
  const runAll = (options: Options = {}, task = {}): Promise<RunOutcome[]> =>
    evaluate({ workspace, version: sumVersion, subjects: [{ model }], ...options }, task);
  try {
    return await work({
      runAll,
      run: async (options, task) => {
        const [outcome] = await runAll(options, task);
        if (!outcome) throw new Error('There was no run.');
        return outcome;
      },
      requests: () => loopback.requests,
    });
  } finally {
    await model.close?.();
    await loopback.close();
  }
}

/** A fault for the first request of some questions. */
export function once(
  fault: Fault,
  isStruck: (request: LoopbackRequest) => boolean,
): (request: LoopbackRequest) => Fault | undefined {
  const struck = new Set<string>();
  return (request) => {
    if (struck.has(request.text) || !isStruck(request)) return undefined;
    struck.add(request.text);
    return fault;
  };
}

/** What must be equal of two runs whose answers are. */
export function result({ score, interval, n, scored, unscored, complete, splits, byBenchmark }: RunOutcome) {
  return { score, interval, n, scored, unscored, complete, splits, byBenchmark };
}
