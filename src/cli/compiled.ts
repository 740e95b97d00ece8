/** The bundled command line, with what V8 made of it when it was built. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { systemCode } from '../core/errors.js';

type CommandLine = typeof import('./run.js');

const bundle = fileURLToPath(new URL('command-line.js', import.meta.url));

/** V8's code of the bundle, made together with it: good for this version of V8 and this kind of machine alone. */
export const codeFile: string = `${bundle}.${process.versions.v8}-${process.arch}.code`;

/** The command line. From kept code it starts in half of the time; without it, or where it does not fit, as any script. */
export function loadCommandLine(): CommandLine {
  const source = readBundle();
  return runBundle(bundleScript(source, keptCode(source)));
}

export function readBundle(): Buffer {
  return readFileSync(bundle);
}

const sealBytes = 4;

/**
 * What the file of kept code ends with. V8 looks at versions, flags and lengths alone: it runs the code of another script as
 * long, and dies of damaged code or that of another maker's build of itself.
 */
export function sealOf(code: Buffer, source: Buffer): Buffer {
  const seal = Buffer.alloc(sealBytes);
  seal.writeUInt32LE(crc32(JSON.stringify(process.config), crc32(source, crc32(code))));
  return seal;
}

function keptCode(source: Buffer): Buffer | undefined {
  const bytes = readIfPossible(codeFile);
  const code = bytes?.subarray(0, -sealBytes);
  return code && bytes?.subarray(-sealBytes).equals(sealOf(code, source)) ? code : undefined;
}

function readIfPossible(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  }
}

/** @param code what V8 does not take (made under other flags), it passes over */
export function bundleScript(source: Buffer, code: Buffer | undefined): Script {
  // The build writes it in ASCII, which is decoded fastest as what it is.
  const text = source.toString('latin1');
  return new Script(
    `(function (exports, require, module, __filename, importPackage) {${text}\nreturn module.exports; })`,
    // Kept code has the name that it was made under: a path would be that of the machine that built the package.
    { filename: 'mixeval/command-line.js', ...(code ? { cachedData: code } : {}) },
  );
}

/** Runs the bundle as Node.js runs a CommonJS module. */
export function runBundle(script: Script): CommandLine {
  const module = { exports: {} };
  // A script that comes from kept code cannot import by itself.
  const importPackage = (name: string): Promise<unknown> => import(name);
  return script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, importPackage);
}
