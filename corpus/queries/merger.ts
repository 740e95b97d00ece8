/** Merges duplicates into the count of the query kept, on disk. */

import { join } from 'node:path';
import { exists } from '../../src/core/files.js';
import { JsonLinesWriter, readJsonLineBatches } from '../../src/core/json-lines.js';
import type { OnProgress } from '../../src/core/progress.js';
import { type WildQuery, wildQuerySchema } from '../../src/core/schemas/wild-query.js';
import { ExactDuplicates } from '../duplicates/exact.js';
import { NearDuplicates } from '../duplicates/near.js';
import { Changes } from './changes.js';
import type { CorpusFiles } from './corpus-files.js';

export interface MergeOptions {
  /** Whether near duplicates are merged too. */
  readonly near: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Told of each new query that is a duplicate. */
  readonly onDuplicate: (
    reason: 'duplicate' | 'near-duplicate',
    query: WildQuery,
  ) => Promise<void> | undefined;
}

const reportedEvery = 10_000;

/**
 * Merges exact and near duplicates into the count of the query that came first, across all sessions of a corpus. All
 * queries, old ones first, form one sequence; what becomes of each place in it is worked out on disk, so that memory
 * does not grow with the corpus.
 */
export class Merger {
  readonly #stagedFile: string;
  readonly #exact: ExactDuplicates;
  #places = 0;
  #old = 0;
  #kept = 0;

  private constructor(
    private readonly folder: string,
    /** Files of queries that were there before. */
    private readonly earlier: readonly string[],
    private readonly staged: JsonLinesWriter,
    stagedFile: string,
  ) {
    this.#stagedFile = stagedFile;
    this.#exact = new ExactDuplicates(folder);
  }

  /** Opens a merger over what the corpus holds already; with `fresh` over nothing. */
  static async open(
    files: CorpusFiles,
    { fresh, signal }: { readonly fresh: boolean; readonly signal: AbortSignal | undefined },
  ): Promise<Merger> {
    const stagedFile = join(files.work, 'staged.jsonl');
    const kept = fresh || !(await exists(files.queries)) ? [] : [files.queries];
    const merger = new Merger(files.work, kept, await JsonLinesWriter.open(stagedFile), stagedFile);
    for (const file of kept) {
      for await (const batch of readJsonLineBatches(file, wildQuerySchema, { signal })) {
        for (const { id, count } of batch) merger.#place(id, count);
      }
    }
    merger.#old = merger.#places;
    return merger;
  }

  #place(id: string, count: number): void {
    this.#exact.add(id, this.#places, count);
    this.#places += 1;
  }

  /** New queries that are kept; known when `all` has ended. */
  get kept(): number {
    return this.#kept;
  }

  /** Takes a query in. */
  async add(query: WildQuery): Promise<void> {
    this.#place(query.id, query.count);
    await this.staged.write(query);
  }

  /** All queries that are kept, with their final counts, the old ones first. Called once, when all were added. */
  async *all({ near, signal, onProgress, onDuplicate }: MergeOptions): AsyncGenerator<WildQuery> {
    await this.staged.close();
    const exact = new Changes(this.folder, 'exact');
    for (const duplicate of this.#exact.found()) exact.merge(duplicate);
    const nearly = new Changes(this.folder, 'near');
    if (near) await this.#findNear(exact, nearly, { signal, onProgress });
    for await (const { place, query } of this.#sequence(signal)) {
      const same = exact.at(place);
      const alike = nearly.at(place);
      if (same !== undefined && alike !== undefined) {
        if (place >= this.#old) this.#kept += 1;
        yield { ...query, count: query.count + same + alike };
      } else if (place >= this.#old) {
        await onDuplicate(same === undefined ? 'duplicate' : 'near-duplicate', query);
      }
    }
  }

  async #findNear(
    exact: Changes,
    nearly: Changes,
    { signal, onProgress }: Pick<MergeOptions, 'signal' | 'onProgress'>,
  ): Promise<void> {
    const duplicates = new NearDuplicates(this.folder, this.#places);
    try {
      for await (const { place, query } of this.#sequence(signal)) {
        const further = exact.at(place);
        if (further !== undefined) duplicates.add(query.text, place, query.count + further);
        if (place % reportedEvery === 0) {
          onProgress?.({ stage: 'near duplicates', done: place, total: this.#places, unit: 'queries' });
        }
      }
      for (const duplicate of duplicates.found()) nearly.merge(duplicate);
    } finally {
      duplicates.close();
    }
  }

  async *#sequence(
    signal: AbortSignal | undefined,
  ): AsyncGenerator<{ readonly place: number; readonly query: WildQuery }> {
    let place = 0;
    for (const file of [...this.earlier, this.#stagedFile]) {
      for await (const batch of readJsonLineBatches(file, wildQuerySchema, { signal })) {
        for (const query of batch) {
          yield { place, query };
          place += 1;
        }
      }
    }
  }

  async abandon(): Promise<void> {
    await this.staged.abandon();
  }
}
