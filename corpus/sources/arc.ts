/** ARC. */

import type { QuerySource } from './source.js';
import { archiveQuestions, startsWith } from './warc.js';

/** Web archives in ARC, the form before WARC. */
export const arc: QuerySource = {
  name: 'arc',
  description: 'older web archives (ARC), as WARC',
  readsBytes: true,
  readsPages: true,
  recognises: ({ name, head }) => name.endsWith('.arc') || startsWith(head, 'filedesc://'),
  read: (input, _sample, options) => archiveQuestions(input, options),
};
