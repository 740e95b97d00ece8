import type { DetectorModel, DetectorReply } from '../../corpus/index.js';
import { MixevalError, toMixevalError } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import { seededRandom } from '../../src/core/random.js';
import type { Message, ModelReply, ModelRequest, Usage } from '../model.js';
import { afterReasoning } from '../parsers/cut-reasoning.js';
import { isBaseline } from '../providers/baselines/baseline.js';
import { askUntilAnswered } from './ask.js';
import { Budget, expectedCost, knownPrice } from './budget.js';
import { costOfTokens, costUsd, estimatedTokens, priceOf } from './cost.js';
import { createEndpoints, defaultConcurrency, type EndpointOptions } from './endpoint.js';
import { createStop } from './stop.js';
import { effectiveParameters, type Subject } from './task.js';

export interface DetectorModelOptions extends EndpointOptions {
  readonly subject: Subject;
  /** US dollars that all questions together may cost. */
  readonly maxCostUsd?: number | undefined;
}

export interface OpenDetectorModel extends DetectorModel {
  /** Takes listeners and timers off; the subject's model stays open. */
  close(): void;
}

/**
 * A model for the miner's questions, asked as `evaluate` asks: the same retries, pauses and deadlines. After a failure
 * that leaves no further question a chance, every question fails by it.
 *
 * @throws MixevalError `usage` for a cap on costs where the price is not known, and for a baseline
 */
export function openDetectorModel(
  options: DetectorModelOptions,
  { signal }: LongTask = {},
): OpenDetectorModel {
  const { subject, concurrency = defaultConcurrency, maxCostUsd } = options;
  const { model } = subject;
  if (isBaseline(model.name)) {
    throw new MixevalError('usage', `${model.name} answers questions of a release, and can sort nothing.`, {
      next: 'Name a language model: --model openai:gpt-4o-mini, or a name with --base-url.',
    });
  }
  const price = maxCostUsd === undefined ? (subject.price ?? priceOf(model)) : knownPrice(subject);
  const endpoint = createEndpoints(options).of(model);
  const random = seededRandom(model.name, 'retry pauses of the detector');
  const stop = createStop(signal);
  const dollars = (inputTokens: number, outputTokens: number): number | null =>
    price ? costUsd(price, inputTokens, outputTokens) : null;
  const budget = maxCostUsd === undefined ? undefined : new Budget(maxCostUsd).line();

  const askOnce = async (request: ModelRequest): Promise<DetectorReply> => {
    const inputTokens = request.messages.reduce((sum, { content }) => sum + estimatedTokens(content), 0);
    const usageOf = ({ text, usage }: ModelReply): Usage =>
      usage ?? { inputTokens, outputTokens: estimatedTokens(text) };
    const asked = await askUntilAnswered(model, request, {
      ...{ endpoint, random, stop: stop.signal, cut: stop.cut, onStop: stop.by },
      ...(price && budget ? { reserve: () => budget.reserve(expectedCost(price, request)) } : {}),
      async keep({ reply }) {
        const usage = usageOf(reply);
        if (price) budget?.pay(costOfTokens(price, usage.inputTokens, usage.outputTokens));
      },
    });
    const { requests } = asked;
    if ('failure' in asked) return { text: undefined, requests, inputTokens: 0, outputTokens: 0 };
    return { text: afterReasoning(asked.reply.text), requests, ...usageOf(asked.reply) };
  };

  return {
    name: model.name,
    origin: model.origin,
    parameters: { ...effectiveParameters(subject) },
    reusable: model.reusable,
    width: Math.min(concurrency, model.concurrency ?? concurrency),
    costUsd: dollars,
    async ask({ system, user }) {
      const messages: Message[] = [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ];
      try {
        return await askOnce({ messages, parameters: effectiveParameters(subject) });
      } catch (error) {
        const failure = toMixevalError(error);
        stop.by(failure);
        throw stop.error ?? failure;
      }
    },
    close: stop.end,
  };
}
