import { toMixevalError } from '../../src/core/errors.js';
import { seededRandom } from '../../src/core/random.js';
import type { ModelRequest } from '../model.js';
import { ProviderFailure } from '../providers/failure.js';
import { type AskContext, askUntilAnswered } from './ask.js';
import { type Budget, expectedCost } from './budget.js';
import { costOfTokens, priceOf } from './cost.js';
import type { Endpoint } from './endpoint.js';
import type { Judge } from './grade-response.js';
import type { JudgeOption } from './run-options.js';
import { createStop, type Stop } from './stop.js';

/** A judge and whether it has failed for good: then it is asked no more, and what needs it waits for the next time. */
export interface RunJudge extends Judge {
  readonly failure: ProviderFailure | undefined;
  end(): void;
}

/** A model as the judge of one run. */
export function createJudge(
  { model, price = priceOf(model) }: JudgeOption,
  endpoint: Endpoint,
  budget: Budget | undefined,
  stop: Stop,
): RunJudge {
  const random = seededRandom(model.name, 'retry pauses of the judge');
  let failure: ProviderFailure | undefined;
  const over = createStop(stop.signal);
  const line = budget?.line();
  const fail = (error: ProviderFailure): void => {
    failure ??= new ProviderFailure(error.kind, `The judge failed: ${error.message}`, {
      cause: error,
      next: error.next,
      status: error.status,
    });
    over.by(error);
  };
  /** Where a request would cost too much, or its answer cannot be kept, so it is with every other one. */
  const endAll = (error: unknown): never => {
    stop.by(toMixevalError(error));
    throw error;
  };
  /** Pays for a request, and keeps its answer. */
  const paying = (request: ModelRequest, keep: AskContext['keep']): Pick<AskContext, 'reserve' | 'keep'> => ({
    ...(line && price ? { reserve: () => line.reserve(expectedCost(price, request)).catch(endAll) } : {}),
    async keep(asked) {
      await keep?.(asked).catch(endAll);
      const { inputTokens = 0, outputTokens = 0 } = asked.reply.usage ?? {};
      if (price) line?.pay(costOfTokens(price, inputTokens, outputTokens));
    },
  });
  return {
    model,
    price,
    end: over.end,
    get failure() {
      return failure;
    },
    async ask({ messages, parameters }, keep) {
      const request = { messages, parameters: { ...model.defaults, ...parameters } };
      try {
        return await askUntilAnswered(model, request, {
          endpoint,
          random,
          stop: over.signal,
          cut: stop.cut,
          onStop: fail,
          ...paying(request, keep),
        });
      } catch (error) {
        if (error instanceof ProviderFailure) fail(error);
        throw error;
      }
    },
  };
}
