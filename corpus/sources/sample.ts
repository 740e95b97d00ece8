import { basename } from 'node:path';
import { lineBatches } from '../../src/core/json-lines.js';
import { unpackedBytes } from '../unpack/index.js';
import { utf8Bytes } from './encoding.js';
import type { Sample, SourceInput, SourceOptions } from './source.js';

const sampleBytes = 1 << 18;
const sampleLines = 400;

/** Reads an input's beginning. An empty input gives no lines. */
export async function takeSample(
  input: SourceInput,
  { maxExpand, signal }: Pick<SourceOptions, 'maxExpand' | 'signal'>,
): Promise<Sample> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let cut = false;
  const silent = () => undefined;
  for await (const chunk of unpackedBytes(input, {
    onWarning: silent,
    onBytes: silent,
    maxExpand,
    signal,
  })) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= sampleBytes) {
      cut = true;
      break;
    }
  }
  const head = Buffer.concat(chunks);
  return { name: nameOf(input.location), head, lines: await linesOf(head, cut) };
}

function nameOf(location: string): string {
  return basename(location)
    .toLowerCase()
    .replace(/\.(?:gz|zst)$/, '');
}

async function linesOf(head: Uint8Array, cut: boolean): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of lineBatches(utf8Bytes(once(head)))) {
    for (const text of batch.texts) lines.push(text);
  }
  if (cut && lines.length > 1) lines.pop();
  return lines.filter((line) => line.trim() !== '').slice(0, sampleLines);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
