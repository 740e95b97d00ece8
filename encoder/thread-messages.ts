/** What an encoder and its threads say to each other. */

import type { NativeGate } from '../src/core/native-gate.js';
import type { EncoderModel } from './model.js';
import type { TextTokens } from './text-tokens.js';

/** What a thread is started with. */
export interface ThreadData {
  readonly model: EncoderModel;
  readonly gate: NativeGate;
}

/** A batch as the graph gets it: ids row-major [rows, tokens]. */
export interface TokenRows {
  readonly ids: Int32Array<ArrayBuffer>;
  readonly tokens: number;
}

/** What a thread is asked. */
export type ThreadRequest =
  | { readonly kind: 'tokenise'; readonly id: number; readonly texts: readonly string[] }
  | { readonly kind: 'embed'; readonly id: number; readonly batch: TokenRows }
  | { readonly kind: 'close' };

/** What it answers, under the request's id; `opened` and an error in opening come unasked, under id 0. */
export type ThreadReply =
  | { readonly kind: 'opened'; readonly id: 0; readonly dimensions: number }
  | { readonly kind: 'tokens'; readonly id: number; readonly tokens: TextTokens }
  | { readonly kind: 'vectors'; readonly id: number; readonly vectors: Float32Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly id: number; readonly error: unknown };
