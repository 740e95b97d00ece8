import { throwIfAborted } from '../../src/core/errors.js';
import { lineBatches } from '../../src/core/json-lines.js';
import { utf8Bytes } from './encoding.js';
import { gunzipped, isGzip } from './gunzip.js';
import type { SourceInput, SourceOptions } from './source.js';

/** A line of text and its number, from 1. */
export interface NumberedLine {
  readonly line: number;
  readonly text: string;
}

type ReadingOptions = Pick<SourceOptions, 'onWarning' | 'onBytes' | 'signal'>;

/** An input's bytes, unpacked where they are gzip. */
export async function* unpackedBytes(
  input: SourceInput,
  { onWarning, onBytes, signal }: ReadingOptions,
): AsyncGenerator<Uint8Array> {
  const raw = (async function* () {
    for await (const chunk of input.open()) {
      throwIfAborted(signal);
      onBytes(chunk.length);
      yield chunk;
    }
  })();
  const first = await raw.next();
  if (first.done) return;
  const whole = (async function* () {
    yield first.value;
    yield* raw;
  })();
  if (!isGzip(first.value)) {
    yield* whole;
    return;
  }
  yield* gunzipped(whole, (reason) =>
    onWarning(`${input.location} is damaged gzip (${reason}): what could be unpacked was read.`),
  );
}

/** An input's lines of text, in batches: unpacked, in whatever encoding it is. */
export async function* textLines(
  input: SourceInput,
  options: ReadingOptions,
): AsyncGenerator<NumberedLine[]> {
  let foreign = 0;
  const utf8 = utf8Bytes(unpackedBytes(input, options), (lines) => {
    foreign += lines;
  });
  for await (const { firstLine, texts } of lineBatches(utf8)) {
    yield texts.map((text, index) => ({ line: firstLine + index, text }));
  }
  if (foreign > 0) {
    options.onWarning(
      `${input.location}: ${foreign} ${foreign === 1 ? 'line is' : 'lines are'} not valid UTF-8 and ${foreign === 1 ? 'was' : 'were'} read as Latin-1, or without the broken bytes.`,
    );
  }
}
