import { basename } from 'node:path';
import { MixevalError, systemCode } from '../src/core/errors.js';
import { canonicalJson, sha256, sha256File } from '../src/core/hash.js';
import { busyTokens } from './batches.js';
import type { EncoderModel, ModelFile } from './model.js';

async function checkedSum(name: string, { path, sha256: expected }: ModelFile): Promise<string> {
  let sum: string;
  try {
    sum = await sha256File(path);
  } catch (cause) {
    if (systemCode(cause) !== 'ENOENT') throw cause;
    throw new MixevalError('not-found', `The encoder ${name} lacks its file ${path}.`, {
      cause,
      next: 'Put the file there, or install mixeval again if the encoder came with it.',
      details: { encoder: name, file: path },
    });
  }
  if (expected === undefined || sum === expected) return sum;
  throw new MixevalError('corrupt', `${path} is not the file that belongs to the encoder ${name}.`, {
    next: 'Install mixeval again, or restore that file.',
    details: { encoder: name, file: path, expected, found: sum },
  });
}

/**
 * Checks a model's files and returns the encoder's checksum: sha256 over the checksums of its files and the settings that
 * decide an embedding's bits.
 *
 * @throws MixevalError `not-found` for a missing file, `corrupt` for one with another checksum than is known of it
 */
export async function modelChecksum(model: EncoderModel): Promise<string> {
  const { maxTokens, pooling, rowsPerBatch, sessionConfig } = model;
  const files = [model.graph, ...model.weights, model.tokenizer, model.tokenizerConfig];
  const sums = await Promise.all(
    files.map(async (file) => [basename(file.path), await checkedSum(model.name, file)] as const),
  );
  return sha256(
    canonicalJson({
      files: Object.fromEntries(sums),
      settings: { maxTokens, pooling, rowsPerBatch, busyTokens, sessionConfig },
    }),
  );
}
