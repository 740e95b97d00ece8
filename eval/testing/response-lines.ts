import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { lineBatches } from '../../src/core/json-lines.js';

/** The lines of a gzipped JSON Lines file, each checked. */
export async function* openResponseLines<S extends z.ZodType>(
  file: string,
  schema: S,
): AsyncGenerator<z.output<S>> {
  for await (const { texts } of lineBatches(createReadStream(file).pipe(createGunzip()))) {
    for (const text of texts) if (text !== '') yield schema.parse(JSON.parse(text));
  }
}
