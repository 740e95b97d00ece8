import { asksForFile, asksForImage } from './asks-for-media.js';
import { proseOf } from './code-segments.js';
import type { QueryFilter } from './filter.js';
import { liveData } from './live-data.js';
import { bringsMaterial, refersElsewhere } from './missing-context.js';
import { sieved } from './sieve/sieved.js';

/** Longer texts are prompts that mention such things, and they bring their context with them. */
const longestJudged = 300;

const wants = sieved({
  image: asksForImage,
  file: asksForFile,
  live: liveData,
  elsewhere: refersElsewhere,
});

/** Drops what no text alone can answer, however good the model. */
export const answerable: QueryFilter = {
  name: 'answerable',
  reasons: {
    'asks-for-image': 'wants pictures or video',
    'asks-for-file': 'wants a download or a document',
    'live-data': "the answer is another one every day, or the asker's alone",
    'missing-context': 'refers to something that is not there',
  },
  prepare: async () => (draft) => {
    const reason = draft.attachment ? 'missing-context' : reasonAgainst(draft.text);
    return reason === undefined ? { kept: draft } : { reason };
  },
};

function reasonAgainst(text: string): string | undefined {
  if (text.length > longestJudged) return undefined;
  const prose = proseOf(text);
  if (wants.image.test(prose)) return 'asks-for-image';
  if (wants.file.test(prose)) return 'asks-for-file';
  if (wants.live.test(prose)) return 'live-data';
  return wants.elsewhere.test(prose) && !bringsMaterial(text) ? 'missing-context' : undefined;
}
