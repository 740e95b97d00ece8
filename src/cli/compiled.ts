/** The bundled command line, with what V8 made of it when it was built. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { systemCode } from '../core/errors.js';

type CommandLine = typeof import('./run.js');

const bundle = fileURLToPath(new URL('command-line.js', import.meta.url));

/** V8's code of the bundle, made together with it: good for this version of V8 and this kind of machine alone. */
export const codeFile: string = `${bundle}.${process.versions.v8}-${process.arch}.code`;

/** The command line. From kept code it starts in half of the time; without it, or where it does not fit, as any script. */
export function loadCommandLine(): CommandLine {
  return runBundle(bundleScript(keptCode()));
}

function keptCode(): Buffer | undefined {
  try {
    return readFileSync(codeFile);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param code what V8 does not take (made under other flags), it passes over */
export function bundleScript(code: Buffer | undefined): Script {
  // The build writes it in ASCII, which is decoded fastest as what it is.
  const source = readFileSync(bundle, 'latin1');
  return new Script(
    `(function (exports, require, module, __filename, importPackage) {${source}\nreturn module.exports; })`,
    { filename: bundle, ...(code ? { cachedData: code } : {}) },
  );
}

/** Runs the bundle as Node.js runs a CommonJS module. */
export function runBundle(script: Script): CommandLine {
  const module = { exports: {} };
  // A script that comes from kept code cannot import by itself.
  const importPackage = (name: string): Promise<unknown> => import(name);
  return script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, importPackage);
}
