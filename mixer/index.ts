export type {
  BatchChunk,
  MixParameters,
  MixReport,
  ReleaseDraft,
} from './draft.js';
export { mix } from './mix.js';
export { stratifiedOrder } from './sampling/file-order.js';
