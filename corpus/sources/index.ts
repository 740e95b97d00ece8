/** Every query source, and which of them reads an input. */

import { registryOf } from '../../src/core/registry.js';
import { arc } from './arc.js';
import { refuseBinary } from './binary.js';
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
  const source =
    format === undefined
      ? (querySources.all().find((candidate) => candidate.recognises(sample)) ?? text)
      : querySources.get(format);
  if (!source.readsBytes) refuseBinary(location, sample.head);
  return source;
}
