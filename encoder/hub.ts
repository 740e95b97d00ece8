/** Models by their names on the Hugging Face hub. */

import { join } from 'node:path';
import { MixevalError, systemCode, throwIfAborted, toMixevalError } from '../src/core/errors.js';
import { exists, writeFileAtomic, writeFolderAtomic } from '../src/core/files.js';
import { exportFolder, layout } from './export-folder.js';
import type { EncoderModel, ModelSearch } from './model.js';

/** Whether a name has the form of one on the Hugging Face hub: `owner/model`. */
export function isHubName(name: string): boolean {
  return /^[A-Za-z0-9][\w.-]*\/[\w.-]*\w$/.test(name) && !name.includes('..');
}

/**
 * A public sentence-transformers model of the Hugging Face hub that has an ONNX export (`onnx/model.onnx`). It is
 * downloaded once, into a folder of `modelsFolder` that is there whole or not at all.
 *
 * @throws MixevalError `not-found` where the hub has no such model, `unreachable` where the hub is
 */
export async function hubModel(name: string, search: ModelSearch): Promise<EncoderModel> {
  const folder = join(search.modelsFolder, encodeURIComponent(name));
  if (!(await exists(folder))) {
    await writeFolderAtomic(folder, (temporary) => download(name, temporary, search));
  }
  return { ...(await exportFolder(join(folder, name))), name };
}

/** Leaves the model's files under `folder`/`name`. */
async function download(name: string, folder: string, search: ModelSearch): Promise<void> {
  // Loaded here because it takes as long to import as the bundled encoder to open.
  const transformers = await import('@xenova/transformers');
  const { AutoModel, AutoTokenizer, ModelFileNotFoundError, ModelRegistry, env } = transformers;
  const { signal, onProgress } = search;
  const before = { ...env };
  Object.assign(env, {
    remoteHost: search.hubUrl,
    allowLocalModels: false,
    fetch: async (url: string | URL, init?: RequestInit) => {
      const response = await fetch(url, { ...init, ...(signal ? { signal } : {}) });
      if (response.status < 500 && response.status !== 429) return response;
      throw unreachable(name, search.hubUrl, new Error(`${url} answered ${response.status}.`));
    },
  });
  const options = {
    cache_dir: folder,
    progress_callback: (info: { status: string; file?: string; loaded?: number; total?: number }) => {
      const { status, file = '', loaded = 0, total = 0 } = info;
      if (status === 'progress') {
        onProgress?.({ stage: 'download', done: loaded, total, unit: 'bytes', note: `${name}/${file}` });
      }
    },
  };
  try {
    const { exists: split } = await ModelRegistry.get_file_metadata(name, 'onnx/model.onnx_data', options);
    await AutoTokenizer.from_pretrained(name, options);
    const model = await AutoModel.from_pretrained(name, {
      ...options,
      dtype: 'fp32',
      device: 'cpu',
      use_external_data_format: split,
    });
    await model.dispose();
    // The library knows nothing of what sentence-transformers says of pooling and length.
    const address = `${env.remoteHost}${env.remotePathTemplate}`
      .replace('{model}', name)
      .replace('{revision}', 'main');
    for (const file of [layout.modules, layout.pooling, layout.length]) {
      const response = await env.fetch(`${address}${file}`);
      if (response.status === 404) continue;
      if (!response.ok) throw new ModelFileNotFoundError(`${file} answered ${response.status}.`);
      await writeFileAtomic(join(folder, name, file), new Uint8Array(await response.arrayBuffer()));
    }
  } catch (cause) {
    throwIfAborted(signal);
    throw downloadError(name, search.hubUrl, cause, cause instanceof ModelFileNotFoundError);
  } finally {
    Object.assign(env, before);
  }
}

const byHand = 'download its folder elsewhere and name its path';

function unreachable(name: string, hubUrl: string, cause: unknown): MixevalError {
  return new MixevalError('unreachable', `The model "${name}" could not be fetched from ${hubUrl}.`, {
    cause,
    next: `Check the network and try again, or ${byHand}.`,
    details: { model: name, hubUrl },
  });
}

function downloadError(name: string, hubUrl: string, cause: unknown, missing: boolean): MixevalError {
  if (missing) {
    return new MixevalError('not-found', `${hubUrl} has no public model "${name}" with an ONNX export.`, {
      cause,
      next: `Check the name; or export it with \`optimum-cli export onnx\`, or ${byHand}.`,
      details: { model: name, hubUrl },
    });
  }
  // What fetch throws, at the start or in the middle of a file, is a TypeError.
  if (cause instanceof TypeError) return unreachable(name, hubUrl, cause);
  if (cause instanceof MixevalError || systemCode(cause) !== undefined) return toMixevalError(cause);
  return new MixevalError(
    'unsupported',
    `The model "${name}" cannot be used: ${toMixevalError(cause).message}`,
    {
      cause,
      next: `Use a sentence-transformers model that has onnx/model.onnx, or ${byHand}.`,
      details: { model: name, hubUrl },
    },
  );
}
