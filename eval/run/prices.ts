import type { Price } from './task.js';

/** When the figures were written down. A service's own price page is what counts: look there before a large run. */
export const pricesDate = '2025-06-30';

/**
 * What services ask in US dollars per million tokens, without discounts for caching or batches, from their public price
 * pages. A row here is a model; `price` of a model in the config goes before it.
 */
export const prices: Readonly<Record<string, Price>> = {
  'openai:gpt-4o': { input: 2.5, output: 10 },
  'openai:gpt-4o-mini': { input: 0.15, output: 0.6 },
  'openai:gpt-4.1': { input: 2, output: 8 },
  'openai:gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'openai:gpt-4.1-nano': { input: 0.1, output: 0.4 },
  'openai:gpt-4-turbo': { input: 10, output: 30 },
  'openai:gpt-3.5-turbo': { input: 0.5, output: 1.5 },
  'openai:o3': { input: 2, output: 8 },
  'openai:o4-mini': { input: 1.1, output: 4.4 },
  'anthropic:claude-3-5-haiku-latest': { input: 0.8, output: 4 },
  'anthropic:claude-3-7-sonnet-latest': { input: 3, output: 15 },
  'gemini:gemini-2.0-flash': { input: 0.1, output: 0.4 },
  'gemini:gemini-2.5-flash': { input: 0.3, output: 2.5 },
  'gemini:gemini-2.5-pro': { input: 1.25, output: 10 },
  'deepseek:deepseek-chat': { input: 0.27, output: 1.1 },
  'deepseek:deepseek-reasoner': { input: 0.55, output: 2.19 },
  'mistral:mistral-large-latest': { input: 2, output: 6 },
  'mistral:mistral-small-latest': { input: 0.1, output: 0.3 },
  'groq:llama-3.1-8b-instant': { input: 0.05, output: 0.08 },
  'groq:llama-3.3-70b-versatile': { input: 0.59, output: 0.79 },
};
