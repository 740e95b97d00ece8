/** What subjects got on items, on disk: written by probes and imports, read by builds. */

import { join } from 'node:path';
import { listFolder } from '../../src/core/files.js';
import { readJsonLines, writeJsonLines } from '../../src/core/json-lines.js';
import { type ItemResult, itemResultSchema } from '../../src/core/schemas/item-result.js';
import type { Workspace } from '../../src/core/workspace.js';

const ending = '.jsonl';

/** What a subject got on an item so far; of several answers the first in order. */
interface Gathered {
  readonly sum: number;
  readonly count: number;
  readonly answer: string | undefined;
}

/** Gathers results; several of one subject on one item (copies, repeats) become their mean. */
export class ResultTable {
  readonly #sums = new Map<string, Map<string, Gathered>>();

  add({ subject, item, score, answer }: ItemResult): void {
    const items = this.#sums.get(subject) ?? new Map<string, Gathered>();
    this.#sums.set(subject, items);
    const known = items.get(item) ?? { sum: 0, count: 0, answer: undefined };
    items.set(item, {
      sum: known.sum + score,
      count: known.count + 1,
      answer: [known.answer, answer].filter((text) => text !== undefined).sort()[0],
    });
  }

  get subjects(): number {
    return this.#sums.size;
  }

  /** Distinct items that any subject has a result on. */
  get items(): number {
    return new Set([...this.#sums.values()].flatMap((items) => [...items.keys()])).size;
  }

  /** By subject, then by item: the order in which they came plays no part. */
  rows(): ItemResult[] {
    const bySubject = [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1));
    return bySubject.flatMap(([subject, items]) =>
      [...items]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([item, { sum, count, answer }]) => ({
          subject,
          item,
          score: sum / count,
          ...(answer === undefined ? {} : { answer }),
        })),
    );
  }
}

/** Writes the results under a name, in place of older ones of that name. Returns the file. */
export async function writeResults(
  workspace: Workspace,
  name: string,
  results: readonly ItemResult[],
): Promise<string> {
  const output = join(workspace.results, `${name}${ending}`);
  await writeJsonLines(output, results);
  return output;
}

/** What a file of results holds. */
export interface ResultsSummary {
  readonly name: string;
  readonly subjects: readonly string[];
  readonly items: number;
  readonly results: number;
}

async function resultNames(workspace: Workspace): Promise<string[]> {
  const files = await listFolder(workspace.results);
  return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
}

async function readInto(table: ResultTable, workspace: Workspace, name: string): Promise<void> {
  for await (const result of readJsonLines(join(workspace.results, `${name}${ending}`), itemResultSchema)) {
    table.add(result);
  }
}

/** The files of results in the workspace, by name. */
export async function listResults(workspace: Workspace): Promise<ResultsSummary[]> {
  const summaries: ResultsSummary[] = [];
  for (const name of await resultNames(workspace)) {
    const table = new ResultTable();
    await readInto(table, workspace, name);
    const rows = table.rows();
    const subjects = [...new Set(rows.map((row) => row.subject))];
    summaries.push({ name, subjects, items: table.items, results: rows.length });
  }
  return summaries;
}

/**
 * Everything that is known of what subjects got on items, from all files of the workspace, sorted by subject and item.
 * A subject's several results on one item are averaged.
 *
 * @throws MixevalError `invalid-data` for a line that is no result
 */
export async function readResults(workspace: Workspace): Promise<ItemResult[]> {
  const table = new ResultTable();
  for (const name of await resultNames(workspace)) await readInto(table, workspace, name);
  return table.rows();
}
