/** Where this package lies, its version, and the files that its build has made. */

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const packageSchema = z.object({ name: z.string(), version: z.string() });

function findRoot(): { root: string; version: string } {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    try {
      const found = packageSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
      if (found.name === 'mixeval') return { root: folder, version: found.version };
    } catch {
      // No package.json here, or another's: look one folder higher.
    }
    const above = dirname(folder);
    if (above === folder) throw new Error('The files of the mixeval package are not together.');
    folder = above;
  }
}

const found = findRoot();

/** The folder that holds this package: `models/` and `corpus/starter/` lie in it, in a clone and when installed. */
export const packageRoot: string = found.root;

/** This package's version, as in package.json. */
export const packageVersion: string = found.version;

/**
 * A file that the build has made, by its path without `dist` and extension (`encoder/worker`). Workers always run the
 * build: Node.js 20 starts no TypeScript, also when a test runs the rest from source.
 */
export function builtFile(path: string): string {
  return join(packageRoot, 'dist', `${path}.js`);
}
