import { MixevalError, toMixevalError } from '../../src/core/errors.js';
import { timed } from '../../src/core/progress.js';
import { sourceOf } from '../sources/index.js';
import { standardInput } from '../sources/plan-inputs.js';
import { takeSample } from '../sources/sample.js';
import type { FoundQuery, SourceInput, SourceOptions } from '../sources/source.js';
import type { MinedInput } from './manifest.js';

export interface ReadInputOptions extends Omit<SourceOptions, 'onBad'> {
  /** A source's name; recognised where undefined. */
  readonly format: string | undefined;
  /** Texts at the beginning that were mined before and are passed over; those that this session has taken already. */
  readonly before: number;
  readonly taken: number;
  /** Time spent waiting for the source is added under `read`. */
  readonly seconds: Record<string, number>;
  /** Takes each batch; what it throws ends everything, not only this input. */
  readonly take: (batch: readonly FoundQuery[], kind: string) => Promise<void>;
}

/** How an input was read: its entry in the manifest, and what ended it early, if anything did. */
export interface InputOutcome {
  readonly mined: MinedInput;
  readonly error: MixevalError | undefined;
}

/** Bad lines that are named one by one; the rest are counted. */
const namedBadLines = 3;

/** Reads one input to its end, or as far as it goes. A fault in the input is an outcome, not an exception. */
export async function readInput(input: SourceInput, options: ReadInputOptions): Promise<InputOutcome> {
  const warnings: string[] = [];
  let format = options.format ?? 'unknown';
  let read = options.taken;
  let badLines = 0;

  const warn = (message: string): void => {
    warnings.push(message);
    options.onWarning(message);
  };
  const onBad = (line: number, reason: string): void => {
    badLines += 1;
    if (badLines <= namedBadLines) options.onWarning(`${input.location}, line ${line} ${reason}: left out.`);
  };

  /** Batches of the input, until its end or the fault that ends it; the fault is the generator's result. */
  async function* batches(): AsyncGenerator<FoundQuery[], MixevalError | undefined> {
    try {
      const sample = await takeSample(input, options);
      if (sample.head.length === 0) return emptyInput(input.location);
      const source = sourceOf(input.location, sample, options.format);
      format = source.name;
      yield* source.read(input, sample, { ...options, onBad, onWarning: warn });
      return undefined;
    } catch (error) {
      return toMixevalError(error);
    }
  }

  const reader = batches();
  let next = await timed(options.seconds, 'read', () => reader.next());
  const known = options.before + options.taken;
  let passedOver = 0;
  while (!next.done) {
    const texts = passedOver < known ? next.value.slice(known - passedOver) : next.value;
    passedOver += next.value.length - texts.length;
    read += texts.length;
    if (texts.length > 0) await options.take(texts, format);
    next = await timed(options.seconds, 'read', () => reader.next());
  }
  const error = next.value;
  if (error?.code === 'interrupted') throw error;
  if (badLines > namedBadLines) warn(`${input.location}: ${badLines} lines in all could not be read.`);
  if (error) warnings.push(error.message);
  const { location, sha256, bytes } = input;
  const before = options.before === 0 ? {} : { before: options.before };
  return { mined: { location, sha256, bytes, format, read, ...before, badLines, warnings }, error };
}

function emptyInput(location: string): MixevalError {
  return new MixevalError(
    'invalid-data',
    `${location === standardInput ? 'Standard input' : location} is empty.`,
    {
      next: 'Give a file with queries in it.',
    },
  );
}
