import type { LongTask } from '../../src/core/progress.js';
import { formats } from '../../src/core/schemas/item.js';
import type { Benchmark } from '../../src/core/schemas/release-item.js';
import { tokenCounter } from '../../src/core/tokens.js';
import type { Message } from '../model.js';
import { costUsd, priceOf } from './cost.js';
import { defaultConcurrency } from './endpoint.js';
import { type EvaluateOptions, materialOf } from './evaluate.js';
import { expectedMargin } from './expected-margin.js';
import type { KnownPrice } from './prices.js';
import type { Material, RunOptions } from './run-options.js';
import { type Price, requestFor, tasksOf } from './task.js';

/** Tokens that an answer is taken to have, and seconds, where nothing is known. */
const assumedOutputTokens = 100;
const assumedSeconds = 2;
const promptsShown = 3;

/** What one run would ask and cost, if no earlier answer could be used again. */
export interface RunEstimate {
  readonly version: string;
  readonly benchmark: Benchmark;
  readonly model: string;
  /** Distinct items. */
  readonly n: number;
  /** About half the width of the score's interval at 95 %, 0 to 1; null without items. */
  readonly margin: number | null;
  /** Questions, repeats included. */
  readonly requests: number;
  /** By the tokenizer `o200k_base`; those of other families count a few per cent more or less. */
  readonly inputTokens: number;
  /** About: 100 tokens an answer, or `maxTokens` where that is less. */
  readonly outputTokens: number;
  /** The subject's, and where it is from; null where it is not known. */
  readonly price: Price | KnownPrice | null;
  /** The subject's; null where its price is not known. */
  readonly costUsd: number | null;
  /** About: 2 s an answer at the given concurrency, within `rpm`. */
  readonly seconds: number;
  /** The first questions of each split as they would be sent. */
  readonly prompts: readonly { readonly item: string; readonly messages: readonly Message[] }[];
}

/** What `evaluate` with these options would do. Nothing is asked. */
export async function estimateRuns(options: EvaluateOptions, task: LongTask = {}): Promise<RunEstimate[]> {
  return estimateMaterial(await materialOf(options, task), options);
}

/** What asking this material would come to. */
export async function estimateMaterial(material: Material, options: RunOptions): Promise<RunEstimate[]> {
  const countTokens = await tokenCounter();
  const tokensOf = (messages: readonly Message[]): number =>
    messages.reduce((sum, { content }) => sum + countTokens(content), 0);
  const { limit = null, repeats = 1, concurrency = defaultConcurrency } = options;
  const { rpm = Number.POSITIVE_INFINITY } = options;
  return options.subjects.flatMap((subject) =>
    material.splits.map(({ benchmark, splits }) => {
      const tasks = tasksOf(splits, subject, { limit, repeats });
      const requests = tasks.map(({ item, repeat }) => requestFor(subject, item, repeat));
      const inputTokens = requests.reduce((sum, { messages }) => sum + tokensOf(messages), 0);
      const each = Math.min(assumedOutputTokens, requests[0]?.parameters.maxTokens ?? assumedOutputTokens);
      const outputTokens = requests.length * each;
      const price = subject.price ?? priceOf(subject.model);
      const [free, choice] = formats.map((format) =>
        tasks.filter(({ item }) => item.problem_type === format).map(({ item }) => item),
      );
      const shown = [choice?.[0], free?.[0], choice?.[1], free?.[1]].filter((item) => item !== undefined);
      return {
        version: material.version,
        benchmark,
        model: subject.model.name,
        ...expectedMargin(splits, limit),
        requests: requests.length,
        inputTokens,
        outputTokens,
        price: price ?? null,
        costUsd: price ? costUsd(price, inputTokens, outputTokens) : null,
        seconds: requests.length * Math.max(assumedSeconds / concurrency, 60 / rpm),
        prompts: shown
          .slice(0, promptsShown)
          .map((item) => ({ item: item.id, messages: requestFor(subject, item, 0).messages })),
      };
    }),
  );
}
