/** Streams the objects of JSON Lines and JSON files, gzipped or not. */

import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { MixevalError, systemCode, throwIfAborted } from '../../src/core/errors.js';
import { lineBatches } from '../../src/core/json-lines.js';
import { isRecord, reportBadRow, type TableOptions, type TableRow } from './table.js';

/** A file's bytes, unpacked where it is gzipped. */
async function* openBytes(file: string): AsyncGenerator<Uint8Array> {
  const bytes = createReadStream(file);
  if (!file.endsWith('.gz')) {
    yield* bytes;
    return;
  }
  const unpacked = createGunzip();
  bytes.on('error', (error) => unpacked.destroy(error));
  try {
    yield* bytes.pipe(unpacked);
  } catch (error) {
    if (!systemCode(error)?.startsWith('Z_')) throw error;
    throw new MixevalError('corrupt', `${file} is not a whole gzip file.`, {
      cause: error,
      next: 'Fetch the file again.',
    });
  } finally {
    bytes.destroy();
  }
}

/** Streams the objects of a JSON Lines file, gzipped or not. */
export async function* jsonLinesRows(
  file: string,
  { onBadRow, signal }: TableOptions,
): AsyncGenerator<TableRow> {
  for await (const batch of lineBatches(openBytes(file))) {
    throwIfAborted(signal);
    for (const [index, text] of batch.texts.entries()) {
      if (text.trim() === '') continue;
      const line = batch.firstLine + index;
      const value = parseOrUndefined(text);
      if (isRecord(value)) yield { row: line, value };
      else reportBadRow({ file, line, reason: 'not a JSON object' }, onBadRow);
    }
  }
}

/**
 * The records of a JSON file: a list of objects, an object with one such list among its members, an object of objects,
 * or else one object. A file that holds JSON Lines under the name `.json` is read as such.
 *
 * @throws MixevalError `corrupt` for text that is not JSON, `invalid-data` for JSON without records
 */
export async function* jsonRows(file: string, options: TableOptions): AsyncGenerator<TableRow> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of openBytes(file)) {
    throwIfAborted(options.signal);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const whole = parseOrUndefined(text);
  if (whole === undefined) {
    if (isRecord(parseOrUndefined(text.split('\n', 1)[0] ?? ''))) {
      yield* jsonLinesRows(file, options);
      return;
    }
    throw new MixevalError('corrupt', `${file} is not valid JSON.`, {
      next: 'Restore the file from where it came.',
    });
  }
  const records = recordsIn(whole);
  if (records === undefined) {
    throw new MixevalError('invalid-data', `${file} holds no list of records.`, {
      next: 'Give a list of objects, or an object with one list of objects in it.',
    });
  }
  for (const [index, value] of records.entries()) {
    if (isRecord(value)) yield { row: index + 1, value };
    else reportBadRow({ file, line: index + 1, reason: 'not an object' }, options.onBadRow);
  }
}

function recordsIn(whole: unknown): readonly unknown[] | undefined {
  if (Array.isArray(whole)) return whole.length === 0 || whole.some(isRecord) ? whole : undefined;
  if (!isRecord(whole)) return undefined;
  const members = Object.values(whole);
  const lists = members.filter((member) => Array.isArray(member) && member.some(isRecord));
  if (lists.length === 1 && Array.isArray(lists[0])) return lists[0];
  return members.length > 0 && members.every(isRecord) ? members : [whole];
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
