/** manifest.json and its checksum, byte for byte. */

import { MixevalError } from '../src/core/errors.js';
import { sha256 } from '../src/core/hash.js';
import { describeIssues } from '../src/core/parse.js';
import { manifestFile } from './layout.js';
import { type Manifest, manifestSchema } from './manifest.js';
import { parseJson } from './split-file.js';

/** manifest.json, byte for byte. */
export function renderManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The line of manifest.json.sha256, in the form that `sha256sum -c` reads. */
export function renderManifestChecksum(manifest: string | Uint8Array): string {
  return `${sha256(manifest)}  ${manifestFile}\n`;
}

/**
 * Reads manifest.json of a release.
 *
 * @param path named in messages
 * @throws MixevalError `corrupt` for text that is not JSON; `invalid-data` for another schema, or another version than
 *   the folder's name says
 */
export function parseManifest(text: string, path: string, version: string): Manifest {
  const value = parseJson(text, path);
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    throw new MixevalError('invalid-data', `${path}: ${describeIssues(parsed.error, value)}`, {
      cause: parsed.error,
      next: 'It may be of another version of mixeval: update the program, or get the release again.',
    });
  }
  if (parsed.data.version !== version) {
    throw new MixevalError(
      'invalid-data',
      `${path} is of version "${parsed.data.version}", its folder of "${version}".`,
      { next: `A release keeps its name: call it ${parsed.data.version}.` },
    );
  }
  return parsed.data;
}
