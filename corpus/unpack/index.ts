/** An input's bytes, unpacked whatever they are packed with, and never without end. */

import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import type { SourceInput, SourceOptions } from '../sources/source.js';
import { gunzipped, type OnDamage } from './gunzip.js';
import { isGzip } from './members.js';
import { isZstd, unzstd } from './unzstd.js';

/** What of an input is needed to unpack it. */
export type PackedInput = Pick<SourceInput, 'location' | 'bytes' | 'path' | 'open'>;

export interface UnpackOptions extends Pick<SourceOptions, 'onWarning' | 'onBytes' | 'signal'> {
  /** How many times its own size an input may unpack to; 64 MB are always allowed. */
  readonly maxExpand: number;
  /** Told where packed data is damaged: the next piece does not join on to the one before. */
  readonly onDamage?: OnDamage;
}

/** Below this no input is held to be made to fill the disk or the memory. */
const alwaysAllowedBytes = 64 << 20;

/**
 * An input's bytes, unpacked where they are gzip or Zstandard. Damage is warned of; what can be unpacked is.
 *
 * @throws MixevalError `unsupported` for LZ4, `invalid-data` where it unpacks to more than `maxExpand` allows
 */
export async function* unpackedBytes(input: PackedInput, options: UnpackOptions): AsyncGenerator<Uint8Array> {
  const { onWarning, onDamage, onBytes, signal, maxExpand } = options;
  const raw = (async function* () {
    for await (const chunk of input.open()) {
      throwIfAborted(signal);
      onBytes(chunk.length);
      yield chunk;
    }
  })();
  const first = await raw.next();
  if (first.done) return;
  if (isLz4(first.value)) throw lz4(input.location);
  const kind = isGzip(first.value) ? 'gzip' : isZstd(first.value) ? 'zstd' : undefined;
  let damages = 0;
  const damaged: OnDamage = (reason) => {
    damages += 1;
    onDamage?.(reason);
    if (damages === 1) {
      onWarning(`${input.location} is damaged ${kind} (${reason}): what could be unpacked was read.`);
    }
  };
  const whole = (async function* () {
    yield first.value;
    yield* raw;
  })();
  if (kind === undefined) {
    yield* whole;
    return;
  }
  const unpacked =
    kind === 'gzip' ? gunzipped(whole, damaged) : await fromZstd(input, first.value, raw, onBytes, damaged);
  const most = Math.max(alwaysAllowedBytes, input.bytes * maxExpand);
  let bytes = 0;
  for await (const piece of unpacked) {
    throwIfAborted(signal);
    bytes += piece.length;
    if (bytes > most) throw expandsTooFar(input.location, maxExpand);
    yield piece;
  }
  if (damages > 1) onWarning(`${input.location} is damaged in ${damages} places.`);
}

async function fromZstd(
  input: PackedInput,
  first: Uint8Array,
  raw: AsyncGenerator<Uint8Array>,
  onBytes: (bytes: number) => void,
  onDamage: OnDamage,
): Promise<AsyncGenerator<Uint8Array>> {
  await raw.return(undefined);
  if (input.path === null) {
    throw new MixevalError('unsupported', `${input.location}: Zstandard is read from files only.`, {
      next: 'Download the file and mine it from disk.',
    });
  }
  // The chunk that told its kind is read again, and was counted.
  let counted = first.length;
  return unzstd(
    input.path,
    (bytes) => {
      const again = Math.min(bytes, counted);
      counted -= again;
      if (bytes > again) onBytes(bytes - again);
    },
    onDamage,
  );
}

function isLz4(head: Uint8Array): boolean {
  return head[0] === 0x04 && head[1] === 0x22 && head[2] === 0x4d && head[3] === 0x18;
}

function lz4(location: string): MixevalError {
  return new MixevalError('unsupported', `${location} is packed with LZ4, which is not read.`, {
    next: 'Unpack it with lz4 -d, or pack it with gzip or zstd.',
  });
}

function expandsTooFar(location: string, maxExpand: number): MixevalError {
  return new MixevalError(
    'invalid-data',
    `${location} unpacks to more than ${maxExpand} times its size: reading stopped there.`,
    { next: 'Where it is meant to be so repetitive, give a larger --max-expand.' },
  );
}
