import type { QuerySource } from './source.js';
import { textPieces } from './text-lines.js';
import { pageReader } from './web-questions.js';

const htmlStart =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b/i;

/** Web pages, fetched from a site or saved as files: the questions in titles, headings and text. */
export const web: QuerySource = {
  name: 'web',
  description: 'web pages (https://..., or saved HTML): questions in titles, headings and text',
  readsPages: true,
  recognises: ({ name, head }) =>
    /\.x?html?$/.test(name) || htmlStart.test(Buffer.from(head.subarray(0, 4096)).toString('latin1')),
  async *read(input, _sample, options) {
    const reader = pageReader();
    for await (const piece of textPieces(input, options)) reader.write(piece);
    const { questions, ...said } = reader.end();
    yield questions.map((text) => ({ text, ...said }));
  },
};
