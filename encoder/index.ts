export {
  embeddingCacheFolder,
  openEmbeddingCache,
  removeFromEmbeddingCaches,
} from './cache/embedding-cache.js';
export type { EmbeddingCache, Encoder } from './encoder.js';
export { defaultEncoder, encoders } from './encoders/index.js';
export { type EncoderOptions, openEncoder } from './open-encoder.js';
