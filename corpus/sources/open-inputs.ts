import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MixevalError, throwIfAborted, toMixevalError } from '../../src/core/errors.js';
import { makeFolder, temporaryName } from '../../src/core/files.js';
import { sha256File } from '../../src/core/hash.js';
import { type CrawlBounds, crawl } from './crawl.js';
import { type FailedInput, type InputPlan, standardInput } from './plan-inputs.js';
import type { SourceInput } from './source.js';

export interface OpenOptions extends CrawlBounds {
  /** What `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** Standard input is put aside here while it is read, and pages are kept. */
  readonly folder: string;
  /** Called before a site is read whose pages are to outlive an interruption. */
  readonly beforeSite: () => Promise<void>;
  readonly onFailure: (failed: FailedInput) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Opens the planned inputs one after another, each with its checksum. Those that cannot be opened are reported. */
export async function* openInputs(plan: InputPlan, options: OpenOptions): AsyncGenerator<SourceInput> {
  for (const planned of plan.inputs) {
    throwIfAborted(options.signal);
    switch (planned.kind) {
      case 'file':
        yield* openOrReport(
          planned.path,
          () => fileInput(planned.path, planned.path, options.signal),
          options,
        );
        break;
      case 'site':
        await options.beforeSite();
        yield* crawl(planned.url, {
          ...options,
          onFailure: ({ location, reason }) =>
            options.onFailure({ location, error: unreachable(location, reason) }),
        });
        break;
      case 'standard-input':
        yield* spooledInput(options);
    }
  }
}

async function* openOrReport(
  location: string,
  openInput: () => Promise<SourceInput>,
  options: OpenOptions,
): AsyncGenerator<SourceInput> {
  let input: SourceInput;
  try {
    input = await openInput();
  } catch (error) {
    throwIfAborted(options.signal);
    options.onFailure({ location, error: toMixevalError(error) });
    return;
  }
  yield input;
}

function unreachable(location: string, reason: string): MixevalError {
  return new MixevalError('unreachable', `${location} cannot be fetched: ${reason}.`, {
    next: 'Check the address, and whether its robots.txt allows it.',
  });
}

async function fileInput(
  path: string,
  location: string,
  signal: AbortSignal | undefined,
): Promise<SourceInput> {
  const { size } = await stat(path);
  return {
    location,
    bytes: size,
    sha256: await sha256File(path, signal),
    path,
    open: () => createReadStream(path, { highWaterMark: 1 << 18 }),
  };
}

/** The chunks of a stream that may pause for ever: an abort ends the waiting. */
async function* untilAborted(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const reader = chunks[Symbol.asyncIterator]();
  let onAbort = (): void => undefined;
  const aborted = new Promise<undefined>((resolve) => {
    onAbort = () => resolve(undefined);
    signal?.addEventListener('abort', onAbort);
  });
  try {
    throwIfAborted(signal);
    for (;;) {
      const next = await Promise.race([reader.next(), aborted]);
      throwIfAborted(signal);
      if (!next || next.done) return;
      yield next.value;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    // Not waited for: a reader that is stuck in `next` ends only with its stream.
    void reader.return?.();
  }
}

/** Standard input in a file of its own: its checksum must be known before it is read, and Parquet needs to seek. */
async function* spooledInput({ stdin, folder, signal, onFailure }: OpenOptions): AsyncGenerator<SourceInput> {
  if (!stdin) {
    onFailure({
      location: standardInput,
      error: new MixevalError('usage', 'There is no standard input to read.', { next: 'Pipe queries in.' }),
    });
    return;
  }
  const spool = temporaryName(join(folder, 'standard-input'));
  await makeFolder(dirname(spool));
  try {
    const handle = await open(spool, 'wx');
    try {
      for await (const chunk of untilAborted(stdin, signal)) await handle.write(chunk);
    } finally {
      await handle.close();
    }
    yield await fileInput(spool, standardInput, signal);
  } finally {
    await rm(spool, { force: true });
  }
}
