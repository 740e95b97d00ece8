import type { MixevalError } from '../../src/core/errors.js';
import { seededRandom } from '../../src/core/random.js';
import type { Model } from '../model.js';
import { ProviderFailure } from '../providers/failure.js';
import { askUntilAnswered } from './ask.js';
import type { Endpoint } from './endpoint.js';
import type { Judge } from './grade-response.js';
import type { Stop } from './stop.js';

/** A judge and whether it has failed for good: then it is asked no more, and what needs it waits for the next time. */
export interface RunJudge extends Judge {
  readonly failure: MixevalError | undefined;
}

/** A model as the judge of one run. */
export function createJudge(model: Model, endpoint: Endpoint, stop: Stop): RunJudge {
  const random = seededRandom(model.name, 'retry pauses of the judge');
  let failure: MixevalError | undefined;
  return {
    model,
    get failure() {
      return failure;
    },
    async ask({ messages, parameters }) {
      if (failure) throw failure;
      const request = { messages, parameters: { ...model.defaults, ...parameters } };
      try {
        return await askUntilAnswered(model, request, { endpoint, random, stop: stop.signal, cut: stop.cut });
      } catch (error) {
        if (error instanceof ProviderFailure) failure ??= error;
        throw error;
      }
    },
  };
}
