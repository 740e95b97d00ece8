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
  | { readonly kind: 'sifted'; readonly id: number; readonly sifted: Sifted }
  | { readonly kind: 'checked'; readonly id: number; readonly checked: Checked }
  | { readonly kind: 'failed'; readonly id: number; readonly error: unknown };
