import type { Item } from '../../../src/core/schemas/item.js';

/** A file of one layout with a row of our own making, and the item that must come of it. */
export interface Sample {
  readonly benchmark: string;
  /** Its path below a folder, as the benchmark's own files lie. */
  readonly file: string;
  /** Rows of a .jsonl file, or the whole value of a .json file; CSV stands as text. */
  readonly content: readonly object[] | object | string;
  readonly item: Partial<Item>;
}

export const gauntlet = 'llm_foundry/local_data';

/** `query`, `choices` as letters, `gold`, with the options listed in the query. */
export const listed = (query: string, gold: number, count = 4): object[] => [
  { query, choices: ['A', 'B', 'C', 'D'].slice(0, count), gold },
];

export const choice = (
  prompt: string,
  options: string[],
  right: number,
  context: string | null = null,
): Partial<Item> => ({
  problem_type: 'multiple-choice',
  context,
  prompt,
  options,
  target: [right],
});

export const free = (prompt: string, ...target: string[]): Partial<Item> => ({
  problem_type: 'free-form',
  context: null,
  prompt,
  target,
});
