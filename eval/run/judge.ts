import type { MixevalError } from '../../src/core/errors.js';
import { seededRandom } from '../../src/core/random.js';
import { ProviderFailure } from '../providers/failure.js';
import { askUntilAnswered } from './ask.js';
import { priceOf } from './cost.js';
import type { Endpoint } from './endpoint.js';
import type { Judge } from './grade-response.js';
import type { JudgeOption } from './run-options.js';
import { createStop, type Stop } from './stop.js';

/** A judge and whether it has failed for good: then it is asked no more, and what needs it waits for the next time. */
export interface RunJudge extends Judge {
  readonly failure: MixevalError | undefined;
  end(): void;
}

/** A model as the judge of one run. */
export function createJudge({ model, price }: JudgeOption, endpoint: Endpoint, stop: Stop): RunJudge {
  const random = seededRandom(model.name, 'retry pauses of the judge');
  let failure: MixevalError | undefined;
  const over = createStop(stop.signal);
  const fail = (error: MixevalError): void => {
    failure ??= error;
    over.by(error);
  };
  return {
    model,
    price: price ?? priceOf(model),
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
          ...(keep ? { keep } : {}),
        });
      } catch (error) {
        if (error instanceof ProviderFailure) fail(error);
        throw error;
      }
    },
  };
}
