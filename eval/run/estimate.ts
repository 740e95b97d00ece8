import type { LongTask } from '../../src/core/progress.js';
import type { Format } from '../../src/core/schemas/item.js';
import type { Benchmark } from '../../src/core/schemas/release-item.js';
import { tokenCounter } from '../../src/core/tokens.js';
import type { Message } from '../model.js';
import { costUsd, priceOf } from './cost.js';
import { defaultConcurrency } from './endpoint.js';
import { type EvaluateOptions, materialOf } from './evaluate.js';
import { expectedMargin } from './expected-margin.js';
import type { KnownPrice } from './prices.js';
import type { Material, RunOptions } from './run-options.js';
import {
  type AskedItems,
  askedItems,
  effectiveParameters,
  type Price,
  requestFor,
  type Subject,
} from './task.js';

/** Tokens that an answer is taken to have, and seconds, where nothing is known. */
const assumedOutputTokens = 100;
const assumedSeconds = 2;
const promptsShown = 3;

/** What one run would ask and cost, if no earlier answer could be used again. */
export interface RunEstimate {
  readonly version: string;
  readonly benchmark: Benchmark;
  readonly model: string;
  /** Its name in the user's config, where it has one. */
  readonly configName?: string;
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
  /** About: 2 s an answer at the given concurrency, within `rpm`; no less than one answer takes. */
  readonly seconds: number;
  /** The first questions of each split as they would be sent. */
  readonly prompts: readonly Prompted[];
}

/** What is sent for an item. */
interface Prompted {
  readonly item: string;
  readonly messages: readonly Message[];
}

/** What `evaluate` with these options would do. Nothing is asked. */
export async function estimateRuns(options: EvaluateOptions, task: LongTask = {}): Promise<RunEstimate[]> {
  return estimateMaterial(await materialOf(options, task), options);
}

/** What asking this material would come to. */
export async function estimateMaterial(material: Material, options: RunOptions): Promise<RunEstimate[]> {
  const { limit = null, repeats = 1, concurrency = defaultConcurrency } = options;
  const { rpm = Number.POSITIVE_INFINITY } = options;
  const estimates: RunEstimate[] = [];
  for (const subject of options.subjects) {
    for (const { benchmark, splits } of material.splits) {
      const { items, tokens, prompts } = await readPrompts(subject, askedItems(splits, limit));
      const requests = repeats * items;
      const inputTokens = repeats * tokens;
      const { maxTokens = assumedOutputTokens } = effectiveParameters(subject);
      const outputTokens = requests * Math.min(assumedOutputTokens, maxTokens);
      const price = subject.price ?? priceOf(subject.model);
      estimates.push({
        version: material.version,
        benchmark,
        model: subject.model.name,
        ...(subject.configName === undefined ? {} : { configName: subject.configName }),
        ...expectedMargin(splits, limit),
        requests,
        inputTokens,
        outputTokens,
        price: price ?? null,
        costUsd: price ? costUsd(price, inputTokens, outputTokens) : null,
        seconds: Math.max(assumedSeconds, requests * Math.max(assumedSeconds / concurrency, 60 / rpm)),
        prompts,
      });
    }
  }
  return estimates;
}

/** All prompts of one repeat: how many, their tokens, and the first of both formats in turn. */
async function readPrompts(
  subject: Subject,
  items: AskedItems,
): Promise<{ readonly items: number; readonly tokens: number; readonly prompts: RunEstimate['prompts'] }> {
  const countTokens = await tokenCounter();
  const first: Record<Format, Prompted[]> = { 'free-form': [], 'multiple-choice': [] };
  let tokens = 0;
  for (let index = 0; index < items.count; index += 1) {
    const item = await items.read(index);
    const { messages } = requestFor(subject, item, 0);
    for (const { content } of messages) tokens += countTokens(content);
    const ofFormat = first[item.problem_type];
    if (ofFormat.length < promptsShown) ofFormat.push({ item: item.id, messages });
  }
  const { 'free-form': free, 'multiple-choice': choice } = first;
  const prompts = [choice[0], free[0], choice[1], free[1]].filter((prompt) => prompt !== undefined);
  return { items: items.count, tokens, prompts: prompts.slice(0, promptsShown) };
}
