import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
// Before any thread is started.
import '../src/core/no-telemetry.js';
import { MixevalError, throwIfAborted, toMixevalError } from '../src/core/errors.js';
import type { LongTask } from '../src/core/progress.js';
import type { Encoder } from './encoder.js';
import { defaultEncoder } from './encoders/index.js';
import { findModel } from './find-model.js';
import type { EncoderModel } from './model.js';
import { modelChecksum } from './model-files.js';
import { EncoderThread } from './thread.js';
import { ThreadedEncoder } from './threaded-encoder.js';

export interface EncoderOptions extends LongTask {
  /** Worker threads, 1 or more; one for each core unless said otherwise. Each holds its own copy of the model. */
  readonly threads?: number | undefined;
  /** The folder that models from the hub are kept in; `~/.cache/mixeval/models` unless said otherwise. */
  readonly modelsFolder?: string | undefined;
  /** The address of the Hugging Face hub or a mirror of it. */
  readonly hubUrl?: string | undefined;
}

/**
 * Opens an encoder: finds its model, checks its files, starts its threads.
 *
 * @param name a name of the registry (`all-MiniLM-L6-v2/exact`), the path of a folder that holds a sentence-transformers
 *   ONNX export, or the name of one on the Hugging Face hub (`owner/model`), which is downloaded once
 * @throws MixevalError `not-found`, `corrupt` or `unsupported` for a model that is missing, damaged or of another
 *   kind; `unreachable` where the hub is
 */
export async function openEncoder(
  name: string = defaultEncoder,
  options: EncoderOptions = {},
): Promise<Encoder> {
  const { threads = availableParallelism(), signal } = options;
  if (!Number.isInteger(threads) || threads < 1) {
    throw new MixevalError('usage', `An encoder cannot run on ${threads} threads.`, {
      next: 'Give a whole number of 1 or more.',
    });
  }
  const model = await findModel(name, {
    ...options,
    modelsFolder: options.modelsFolder ?? join(homedir(), '.cache', 'mixeval', 'models'),
    hubUrl: options.hubUrl ?? 'https://huggingface.co/',
  });
  throwIfAborted(signal);
  const checksum = await modelChecksum(model);
  throwIfAborted(signal);
  return new ThreadedEncoder(model, checksum, await startThreads(model, threads));
}

async function startThreads(model: EncoderModel, count: number): Promise<EncoderThread[]> {
  const starts = await Promise.allSettled(Array.from({ length: count }, () => EncoderThread.start(model)));
  const threads = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const failure = starts.find((start) => start.status === 'rejected');
  if (!failure) return threads;
  await Promise.all(threads.map((thread) => thread.close()));
  const cause: unknown = failure.reason;
  if (cause instanceof MixevalError) throw cause;
  throw new MixevalError(
    'unsupported',
    `The encoder ${model.name} cannot be opened: ${toMixevalError(cause).message}`,
    {
      cause,
      next: 'Use a sentence-transformers model exported to ONNX in float32.',
      details: { encoder: model.name, graph: model.graph.path },
    },
  );
}
