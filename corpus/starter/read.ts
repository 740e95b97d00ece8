/** Reads the files of the starter corpus. */

import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { readJsonLines } from '../../src/core/json-lines.js';
import { type StarterChoice, type StarterItem, starterItemSchema } from './starter-item.js';
import { type StarterQuery, starterQuerySchema } from './starter-query.js';

/** The path of a file of the starter corpus. */
export function starterFile(
  name: 'items.jsonl' | 'queries.jsonl' | 'checked-facts.jsonl' | 'README.md',
): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

export interface Starter {
  readonly items: StarterItem[];
  /** The multiple-choice items among them. */
  readonly choices: StarterChoice[];
  readonly queries: StarterQuery[];
}

/** The starter corpus with everything that stands in its files: subjects, levels, checks, labels. */
export async function readStarter(): Promise<Starter> {
  const items = await collect(starterFile('items.jsonl'), starterItemSchema);
  return {
    items,
    choices: items.filter((item) => item.problem_type === 'multiple-choice'),
    queries: await collect(starterFile('queries.jsonl'), starterQuerySchema),
  };
}

/** All lines of a file, each held against the schema. */
export async function collect<S extends z.ZodType>(file: string, schema: S): Promise<z.infer<S>[]> {
  const all: z.infer<S>[] = [];
  for await (const value of readJsonLines(file, schema)) all.push(value);
  return all;
}
