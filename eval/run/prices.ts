import type { Price } from './task.js';

/** A price with the page it stands on and the day it was last confirmed there, or by a public list made from it. */
export interface KnownPrice extends Price {
  readonly source: string;
  readonly confirmed: string;
}

/** The models of one service by their names there: US dollars per million tokens, in and out. */
function service(
  provider: string,
  source: string,
  confirmed: string,
  models: Readonly<Record<string, readonly [input: number, output: number]>>,
): [string, KnownPrice][] {
  return Object.entries(models).map(([model, [input, output]]) => [
    `${provider}:${model}`,
    { input, output, source, confirmed },
  ]);
}

/**
 * What services ask, without discounts for caching or batches, at their standard tier and for prompts of the usual length.
 * What could not be confirmed is left out: then a cost is `not known`. A row here is a model; `price` of a model in the
 * config goes before it. A service's own price page is what counts: look there before a large run.
 */
export const prices: Readonly<Record<string, KnownPrice>> = Object.fromEntries([
  ...service('openai', 'https://developers.openai.com/api/docs/pricing', '2026-07-24', {
    'gpt-3.5-turbo': [0.5, 1.5],
    'gpt-4-turbo': [10, 30],
    'gpt-4o': [2.5, 10],
    'gpt-4o-mini': [0.15, 0.6],
    'gpt-4.1': [2, 8],
    'gpt-4.1-mini': [0.4, 1.6],
    'gpt-4.1-nano': [0.1, 0.4],
    o3: [2, 8],
    'o4-mini': [1.1, 4.4],
    'gpt-5': [1.25, 10],
    'gpt-5-mini': [0.25, 2],
    'gpt-5-nano': [0.05, 0.4],
    'gpt-5.1': [1.25, 10],
    'gpt-5.2': [1.75, 14],
    'gpt-5.4': [2.5, 15],
  }),
  ...service('anthropic', 'https://platform.claude.com/docs/zh-CN/models/sonnet-5/overview', '2026-10-24', {
    'claude-haiku-4-5': [1, 5],
    'claude-haiku-5-5': [0.1, 0.5],
    'claude-sonnet-4-5': [3, 15],
    'claude-sonnet-5': [2, 10],
    'claude-sonnet-5-5': [2, 10],
    'claude-opus-5': [5, 25],
    'claude-opus-5-5': [4, 20],
  }),
  ...service('gemini', 'https://ai.google.dev/gemini-api/docs/pricing', '2026-10-07', {
    'gemini-3.5-flash': [1.5, 9],
    'gemini-3.5-flash-lite': [0.3, 2.5],
    'gemini-3.1-pro-preview': [2, 12],
  }),
  ...service('gemini', 'https://ai.google.dev/gemini-api/docs/pricing', '2026-03-31', {
    'gemini-2.5-flash': [0.3, 2.5],
    'gemini-2.5-pro': [1.25, 10],
  }),
  ...service('groq', 'https://console.groq.com/docs/models', '2026-01-25', {
    'llama-3.1-8b-instant': [0.05, 0.08],
    'llama-3.3-70b-versatile': [0.59, 0.79],
    'openai/gpt-oss-120b': [0.15, 0.6],
    'openai/gpt-oss-20b': [0.075, 0.3],
  }),
]);
