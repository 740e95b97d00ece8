import { StringDecoder } from 'node:string_decoder';
import { lineBatches } from '../../src/core/json-lines.js';
import { unpackedBytes } from '../unpack/index.js';
import { longestLine, utf8Bytes } from './encoding.js';
import type { SourceInput, SourceOptions } from './source.js';

/** A line of text and its number, from 1. */
export interface NumberedLine {
  readonly line: number;
  readonly text: string;
}

/** An input's lines of text, in batches: unpacked, in whatever encoding it is. */
export async function* textLines(input: SourceInput, options: SourceOptions): AsyncGenerator<NumberedLine[]> {
  let foreign = 0;
  let longLine = false;
  const utf8 = utf8Bytes(unpackedBytes(input, options), {
    onForeign: (lines) => {
      foreign += lines;
    },
    onLongLine: () => {
      longLine = true;
    },
  });
  for await (const { firstLine, texts } of lineBatches(utf8)) {
    if (longLine) options.onBad(firstLine, `is longer than ${longestLine >> 20} MB`);
    longLine = false;
    yield texts.map((text, index) => ({ line: firstLine + index, text }));
  }
  if (foreign > 0) options.onWarning(foreignLines(input.location, foreign));
}

/** An input's text in pieces of any size, for formats in which a line may be the whole document. */
export async function* textPieces(input: SourceInput, options: SourceOptions): AsyncGenerator<string> {
  let foreign = 0;
  const decoder = new StringDecoder('utf8');
  const utf8 = utf8Bytes(unpackedBytes(input, options), {
    onForeign: (lines) => {
      foreign += lines;
    },
  });
  for await (const bytes of utf8)
    yield decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (foreign > 0) options.onWarning(foreignLines(input.location, foreign));
}

function foreignLines(location: string, lines: number): string {
  return `${location}: ${lines} ${lines === 1 ? 'line is' : 'lines are'} not valid UTF-8 and ${lines === 1 ? 'was' : 'were'} read as Latin-1, or without the broken bytes.`;
}
