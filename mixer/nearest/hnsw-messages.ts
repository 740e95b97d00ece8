/** What the index and its threads say to each other. */

import type { HnswSettings } from './hnsw-settings.js';

/** What a thread is started with. */
export interface ShardSetup {
  readonly dimensions: number;
  readonly settings: HnswSettings;
  /** One shared number: 1 once the thread is to leave off whatever it is at. */
  readonly stop: Int32Array<SharedArrayBuffer>;
}

/** What a thread that holds one shard of the graph is asked, one thing after the other. */
export type ShardRequest =
  | { readonly kind: 'build'; readonly vectors: Float32Array; readonly saveTo: string | undefined }
  | { readonly kind: 'load'; readonly file: string; readonly rows: number }
  | { readonly kind: 'search'; readonly queries: Float32Array; readonly k: number }
  | { readonly kind: 'close' };

/** What it answers: any number of `building`, then one of the others. */
export type ShardReply =
  | { readonly kind: 'building'; readonly done: number }
  | { readonly kind: 'ready' }
  /** Rows of the shard, [queries, k], -1 where there are fewer than k. */
  | { readonly kind: 'found'; readonly rows: Int32Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly error: unknown };
