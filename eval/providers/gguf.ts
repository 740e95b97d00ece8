import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MixevalError, systemCode } from '../../src/core/errors.js';
import type { Model, ModelReply, ModelRequest } from '../model.js';
import { type LlamaModel, openLlama } from './llama.js';
import type { ModelOptions, Provider } from './provider.js';

/** Models in GGUF files, run in this process by `node-llama-cpp`: an optional part that the user installs. */
export const ggufProvider: Provider = {
  name: 'gguf',
  example: 'gguf:models/tiny.gguf',
  open: openGguf,
};

async function openGguf(file: string, { kind = 'chat', serverTemperature }: ModelOptions): Promise<Model> {
  const path = resolve(file);
  const modified = await modifiedAt(path);
  let opening: Promise<LlamaModel> | undefined;
  // One question at a time: the file's weights are in memory once.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = async <T>(work: (model: LlamaModel) => Promise<T>): Promise<T> => {
    opening ??= openLlama(path);
    const model = await opening;
    const done = last.then(() => work(model));
    last = done.catch(() => undefined);
    return done;
  };
  return {
    name: `gguf:${file}`,
    // Another file at this path is another model.
    origin: `${pathToFileURL(path).href}?modified=${modified}`,
    kind,
    defaults: {
      ...(serverTemperature ? {} : { temperature: 0 }),
      ...(kind === 'base' ? { maxTokens: 128 } : {}),
    },
    reusable: true,
    concurrency: 1,
    async prepare() {
      opening ??= openLlama(path);
      await opening;
    },
    ask: (request, signal) => inTurn((model) => answer(model, kind, request, signal)),
    score: (text, signal) => inTurn((model) => model.score(text, signal)),
    async close() {
      await (await opening?.catch(() => undefined))?.close();
    },
  };
}

/** @throws MixevalError `not-found` */
async function modifiedAt(path: string): Promise<number> {
  try {
    return Math.round((await stat(path)).mtimeMs);
  } catch (cause) {
    if (systemCode(cause) !== 'ENOENT') throw cause;
    throw new MixevalError('not-found', `There is no file ${path}.`, {
      cause,
      next: 'Give the path of a GGUF file: gguf:PATH.',
    });
  }
}

async function answer(
  model: LlamaModel,
  kind: Model['kind'],
  { messages, parameters }: ModelRequest,
  signal: AbortSignal | undefined,
): Promise<ModelReply> {
  const { temperature, topP, maxTokens, stop, seed } = parameters;
  const contents = (role: string): string =>
    messages
      .filter((message) => (message.role === 'system') === (role === 'system'))
      .map(({ content }) => content)
      .join('\n\n');
  return model.generate(
    {
      kind,
      system: contents('system'),
      text: contents('user'),
      settings: {
        ...(temperature === undefined ? {} : { temperature }),
        ...(topP === undefined ? {} : { topP }),
        ...(maxTokens === undefined ? {} : { maxTokens }),
        ...(stop === undefined ? {} : { customStopTriggers: [...stop] }),
        ...(seed === undefined ? {} : { seed }),
      },
    },
    signal,
  );
}
