import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MixevalError, systemCode, toMixevalError } from '../../src/core/errors.js';
import { isUrl, parseUrl } from './crawl.js';
import { listFiles } from './list-files.js';
import { isPathList, listedPaths } from './path-list.js';

/** The name of standard input as a source. */
export const standardInput = '-';

/** A source that could not be read; the others are read all the same. */
export interface FailedInput {
  readonly location: string;
  readonly error: MixevalError;
}

type PlannedInput =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'site'; readonly url: URL }
  | { readonly kind: 'standard-input' };

/** What there is to read, before anything is read. */
export interface InputPlan {
  readonly inputs: readonly PlannedInput[];
  /** Bytes of all files together; undefined where standard input or a site is among them. */
  readonly totalBytes: number | undefined;
  /** Files in folders that are of no known kind or were left out. */
  readonly passedOver: readonly string[];
  readonly failed: readonly FailedInput[];
}

/**
 * Finds what the sources are: files, the files of folders, files that a list of paths names, sites, standard input. The same
 * file twice is one input.
 *
 * @throws MixevalError `usage` for something that begins like a URL and is none
 */
export async function planInputs(sources: readonly string[], exclude: readonly string[]): Promise<InputPlan> {
  const inputs: PlannedInput[] = [];
  const passedOver: string[] = [];
  const failed: FailedInput[] = [];
  const paths = new Set<string>();
  let totalBytes: number | undefined = 0;
  for (const source of sources) {
    if (source === standardInput || isUrl(source)) {
      inputs.push(
        source === standardInput ? { kind: 'standard-input' } : { kind: 'site', url: parseUrl(source) },
      );
      totalBytes = undefined;
      continue;
    }
    try {
      const listed = await listFiles(source, exclude);
      passedOver.push(...listed.passedOver);
      if (listed.files.length === 0) throw nothingToMine(source, listed.passedOver);
      for (const file of listed.files) {
        for (const path of isPathList(file) ? await listedPaths(file) : [file]) paths.add(path);
      }
    } catch (error) {
      failed.push({ location: source, error: asUserError(source, error) });
    }
  }
  for (const path of paths) {
    try {
      const found = await stat(path);
      if (!found.isFile()) throw noFile(path);
      if (totalBytes !== undefined) totalBytes += found.size;
      inputs.push({ kind: 'file', path });
    } catch (error) {
      failed.push({ location: path, error: asUserError(path, error) });
    }
  }
  return { inputs, totalBytes, passedOver, failed };
}

function asUserError(path: string, error: unknown): MixevalError {
  if (systemCode(error) !== 'ENOENT') return toMixevalError(error);
  return new MixevalError('not-found', `There is no file or folder ${resolve(path)}.`, {
    cause: error,
    next: 'Check the path.',
  });
}

/** A pipe would be waited for, and it could not be read twice. */
function noFile(path: string): MixevalError {
  return new MixevalError('usage', `${path} is no file but a folder, a pipe or a device.`, {
    next: 'Pipe what it gives into `mixeval mine -`, or name the folder itself.',
  });
}

function nothingToMine(folder: string, passedOver: readonly string[]): MixevalError {
  const there =
    passedOver.length === 0
      ? 'is empty'
      : `holds no file of queries (${passedOver.length} of other kinds or left out)`;
  return new MixevalError('not-found', `The folder ${resolve(folder)} ${there}.`, {
    next: 'Files ending in .txt, .tsv, .csv, .json, .jsonl, .parquet, .html, .warc, .wet or .arc are read, also with .gz or .zst; name any other file itself.',
  });
}
