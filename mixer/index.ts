export type {
  BatchChunk,
  HardReport,
  MixInput,
  MixParameters,
  MixReport,
  ReleaseDraft,
  Suspect,
} from './draft.js';
export { mix } from './mix.js';
export { stratifiedOrder } from './sampling/file-order.js';
