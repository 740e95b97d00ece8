/** What exact search and its threads say to each other. */

import type { NativeGate } from '../../src/core/native-gate.js';
import type { Quantised } from './quantised.js';
import type { Shortlists } from './shortlist.js';

/** What a thread is started with: its part of the rows. */
export interface ShortlistSetup {
  readonly rows: Quantised;
  readonly dimensions: number;
  readonly gate: NativeGate;
  /** One shared number: 1 once the thread is to leave off whatever it is at. */
  readonly stop: Int32Array<SharedArrayBuffer>;
}

/** What a thread is asked. */
export type ShortlistRequest =
  | { readonly kind: 'find'; readonly id: number; readonly queries: Quantised; readonly k: number }
  | { readonly kind: 'close' };

/** What it answers, under the request's id. */
export type ShortlistReply =
  | { readonly kind: 'found'; readonly id: number; readonly lists: Shortlists }
  | { readonly kind: 'failed'; readonly id: number; readonly error: unknown };
