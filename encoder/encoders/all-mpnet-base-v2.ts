import { hubModel } from '../hub.js';
import type { EncoderSource } from '../model.js';

/** The encoder of the MixEval paper (arXiv 2406.06565, section 3): 768 dimensions, 438 MB, from the hub. */
export const allMpnet: EncoderSource = {
  name: 'all-mpnet-base-v2',
  locate: async (search) => ({
    ...(await hubModel('sentence-transformers/all-mpnet-base-v2', search)),
    name: 'all-mpnet-base-v2',
  }),
};
