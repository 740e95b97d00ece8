import { join } from 'node:path';
import { exists } from '../../src/core/files.js';
import { JsonLinesWriter, readJsonLineBatches, readJsonLines } from '../../src/core/json-lines.js';
import { type WildQuery, wildQuerySchema } from '../../src/core/schemas/wild-query.js';
import type { CorpusFiles } from './corpus-files.js';
import { IdCounts } from './id-counts.js';

/**
 * Merges exact duplicates into the count of the query that came first, across all sessions of a corpus. In memory
 * are ids and counts alone; new queries wait on disk until the counts are final.
 */
export class Merger {
  /** By id: how often a query came up besides what its record says. */
  readonly #further = new IdCounts();
  readonly #stagedFile: string;
  #waiting: WildQuery[] = [];
  #merged = 0;

  private constructor(
    /** Files of queries that were there before. */
    private readonly kept: readonly string[],
    private readonly staged: JsonLinesWriter,
    stagedFile: string,
  ) {
    this.#stagedFile = stagedFile;
  }

  /** Opens a merger over what the corpus holds already; with `fresh` over nothing. */
  static async open(
    files: CorpusFiles,
    { fresh, signal }: { readonly fresh: boolean; readonly signal: AbortSignal | undefined },
  ): Promise<Merger> {
    const stagedFile = join(files.work, 'staged.jsonl');
    const kept = fresh || !(await exists(files.queries)) ? [] : [files.queries];
    const merger = new Merger(kept, await JsonLinesWriter.open(stagedFile), stagedFile);
    for (const file of kept) {
      for await (const batch of readJsonLineBatches(file, wildQuerySchema, { signal })) {
        for (const { id } of batch) merger.#further.set(id, 0);
      }
    }
    return merger;
  }

  /** Takes a query in. Returns false for a duplicate, which only counts. */
  add(query: WildQuery): boolean {
    const further = this.#further.get(query.id);
    if (further === undefined) {
      this.#further.set(query.id, 0);
      this.#waiting.push(query);
      return true;
    }
    this.#further.set(query.id, further + query.count);
    this.#merged += query.count;
    return false;
  }

  /** Puts what was taken in on disk. */
  async flush(): Promise<void> {
    for (const query of this.#waiting) await this.staged.write(query);
    this.#waiting = [];
  }

  /** Whether anything changed since it was opened. */
  get changed(): boolean {
    return this.staged.written > 0 || this.#waiting.length > 0 || this.#merged > 0;
  }

  /** All queries with their final counts, the old ones first. Called once, after the last `flush`. */
  async *all(signal: AbortSignal | undefined): AsyncGenerator<WildQuery> {
    await this.staged.close();
    for (const file of [...this.kept, this.#stagedFile]) {
      for await (const query of readJsonLines(file, wildQuerySchema, { signal })) {
        yield { ...query, count: query.count + (this.#further.get(query.id) ?? 0) };
      }
    }
  }

  async abandon(): Promise<void> {
    await this.staged.abandon();
  }
}
