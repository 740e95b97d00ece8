/** What a sifting thread is asked, and what it answers under the request's id. */

import type { FoundQuery } from '../sources/source.js';
import type { Checked, Origin, Sifted } from './sift.js';

export type SiftRequest =
  | {
      readonly kind: 'sift';
      readonly id: number;
      readonly batch: readonly FoundQuery[];
      readonly origin: Origin;
    }
  | { readonly kind: 'check'; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> };

export type SiftReply =
  /** Sent once, unasked: what it is sent from now on it does at once. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'sifted'; readonly id: number; readonly sifted: Sifted }
  | { readonly kind: 'checked'; readonly id: number; readonly checked: Checked }
  | { readonly kind: 'failed'; readonly id: number; readonly error: unknown };
