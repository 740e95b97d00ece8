import type { Model } from '../model.js';
import { type KnownPrice, prices } from './prices.js';
import type { Price } from './task.js';

/** What a model's tokens cost; what runs in this process costs nothing, and undefined is unknown. */
export function priceOf({ name, origin }: Model): Price | KnownPrice | undefined {
  return origin === 'local' || origin.startsWith('file:') ? { input: 0, output: 0 } : prices[name];
}

/** What prompts and answers cost, in US dollars. */
export interface Cost {
  readonly inputUsd: number;
  readonly outputUsd: number;
}

export function costOfTokens({ input, output }: Price, inputTokens: number, outputTokens: number): Cost {
  return { inputUsd: (inputTokens * input) / 1e6, outputUsd: (outputTokens * output) / 1e6 };
}

/** US dollars of so many tokens. */
export function costUsd({ input, output }: Price, inputTokens: number, outputTokens: number): number {
  return (inputTokens * input + outputTokens * output) / 1e6;
}

/** A sum of costs to 1e-10 dollars: beyond that it would go by the order in which replies came, and differ from run to run. */
export function roundedUsd(usd: number): number {
  return Number(usd.toFixed(10));
}

/** About how many tokens a text is: four characters each, which is usual for English. */
export function estimatedTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
