// Runs the bundled command line once as most people will, and keeps what V8 made of it: a process that starts from there
// compiles nothing. Run by the build; without what it keeps, everything works as well and starts later.
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import v8 from 'node:v8';
import { startLoopbackServer } from '../dist/eval/loopback/index.js';

const { setFlagsFromString } = v8;
// Code is only taken under the flags it was made with: those that a process starts with.
v8.setFlagsFromString = () => undefined;
syncBuiltinESMExports();
setFlagsFromString('--no-flush-bytecode');

const { bundleScript, codeFile, readBundle, runBundle, sealOf } = createRequire(import.meta.url)(
  '../dist/src/cli/compiled.js',
);
const source = readBundle();
const script = bundleScript(source);
const { runCli } = runBundle(script);

const workspace = await mkdtemp(join(tmpdir(), 'mixeval-code-'));
const server = await startLoopbackServer({
  answer: ({ number }) =>
    ['The answer is A.', 'I think that it is the Nile, 6,650 km long.', 'B', ''][number % 4],
});
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
const run = (...args) =>
  runCli({
    argv: ['node', 'mixeval', ...args, '--workspace', workspace],
    env: {},
    cwd: () => workspace,
    stdin: process.stdin,
    stdout: nowhere,
    stderr: nowhere,
    on: () => process,
    off: () => process,
  });
const [release] = await readdir(new URL('../versions/releases', import.meta.url));
const asked = ['evaluate', '--version', release, '--model', 'any', '--base-url', server.baseUrl];
try {
  // Asked, and then all answered already.
  for (let time = 0; time < 2; time += 1) {
    const exitCode = await run(...asked, '--limit', '40');
    if (exitCode !== 0) throw new Error(`evaluate ended with ${exitCode}.`);
  }
} finally {
  await server.close();
  await rm(workspace, { recursive: true });
}

setFlagsFromString('--flush-bytecode');
const code = script.createCachedData();
await writeFile(`${codeFile}.new`, Buffer.concat([code, sealOf(code, source)]));
await rename(`${codeFile}.new`, codeFile);
