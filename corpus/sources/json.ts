import { jsonValues } from './json-values.js';
import { jsonReader } from './jsonl.js';
import type { QuerySource } from './source.js';
import { textPieces } from './text-lines.js';

/** A JSON document: a list of records, or one object that holds such a list. */
export const json: QuerySource = {
  name: 'json',
  description: 'a JSON document: a list of the same records as in JSON Lines, or an export that holds one',
  recognises: ({ name, lines }) => {
    const first = lines[0]?.trim() ?? '';
    if (first === '[' || first === '{' || /^\[\s*[[{"]/.test(first)) return true;
    return name.endsWith('.json') && /^[[{]/.test(first);
  },
  async *read(input, _sample, options) {
    const reader = jsonReader(input, options);
    const onCutOff = (): void =>
      options.onWarning(
        `${input.location} ends within its list (it seems cut off): what stands there was read.`,
      );
    for await (const texts of jsonValues(textPieces(input, options), onCutOff)) yield reader.take(texts);
    reader.end();
  },
};
