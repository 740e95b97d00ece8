/** Every query source, and which of them reads an input. */

import { MixevalError } from '../../src/core/errors.js';
import { registryOf } from '../../src/core/registry.js';
import { arc } from './arc.js';
import { csv } from './csv.js';
import { json } from './json.js';
import { jsonl } from './jsonl.js';
import { parquet } from './parquet.js';
import type { QuerySource, Sample } from './source.js';
import { text } from './text.js';
import { tsv } from './tsv.js';
import { warc } from './warc.js';
import { web } from './web.js';

/** Every format of wild queries. The first that recognises an input reads it, so the order matters. */
export const querySources = registryOf<QuerySource>('query source', [
  parquet,
  warc,
  arc,
  web,
  jsonl,
  json,
  csv,
  tsv,
  text,
]);

/**
 * The source that reads an input.
 *
 * @param format a source's name, where the user says it
 * @throws MixevalError `usage` for an unknown format, `unsupported` for bytes that are no text
 */
export function sourceOf(location: string, sample: Sample, format: string | undefined): QuerySource {
  if (format !== undefined) return querySources.get(format);
  const source = querySources.all().find((candidate) => candidate.recognises(sample)) ?? text;
  if (source === text && sample.lines.some((line) => line.includes('\u0000'))) {
    throw new MixevalError(
      'unsupported',
      `${location} is not a text file, and of no binary format that is read.`,
      {
        next: `These are read: ${querySources.names.join(', ')}; each of them but Parquet also as .gz or .zst.`,
      },
    );
  }
  return source;
}
