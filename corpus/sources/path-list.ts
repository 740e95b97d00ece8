/** Lists of the paths of archives, such as `wet.paths.gz`. */

import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { exists } from '../../src/core/files.js';

/** Lists of this size name millions of archives. */
const longestList = 256 << 20;

/** Whether a file lists the paths of others, a path a line, as Common Crawl's `wet.paths.gz` does. */
export function isPathList(file: string): boolean {
  return /\.paths(?:\.gz)?$/i.test(file);
}

/**
 * The paths that a list names, seen from the folder it lies in; where a path leads nowhere, a file of its last name beside
 * the list is taken, since who downloads archives seldom keeps the folders they come in.
 *
 * Throws the system's error (ENOENT, EACCES, ...) where the list cannot be read.
 */
export async function listedPaths(list: string): Promise<string[]> {
  const bytes = await readFile(list);
  const text = /\.gz$/i.test(list) ? gunzipSync(bytes, { maxOutputLength: longestList }) : bytes;
  const folder = dirname(list);
  const paths: string[] = [];
  for (const line of text.toString('utf8').split(/\r?\n/)) {
    const path = line.trim();
    if (path === '') continue;
    const asListed = join(folder, path);
    const beside = join(folder, basename(path));
    paths.push((await exists(asListed)) || !(await exists(beside)) ? asListed : beside);
  }
  return paths;
}
