// Puts the command line into one file, with the packages that every command needs: Node.js finds, reads and links some
// three hundred modules in half a second, and this in a tenth; with V8's code kept beside it, in half of that. The library,
// and packages that only some commands need, stay apart.
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist/src/cli');
const inlined = ['commander', 'pure-rand', 'zod'];
const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
  await readFile(join(root, 'package.json'), 'utf8'),
);
const packages = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });

await rm(folder, { recursive: true, force: true });
const { metafile, outputFiles } = await build({
  write: false,
  absWorkingDir: root,
  entryPoints: { main: 'src/cli/main.ts', compiled: 'src/cli/compiled.ts', 'command-line': 'src/cli/run.ts' },
  outdir: folder,
  bundle: true,
  // What V8 made of a script can be kept; of a module it can not.
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  metafile: true,
  // Node.js knows \p{...}; by default each such literal becomes a `new RegExp` that is made anew at every use.
  supported: { 'regexp-unicode-property-escapes': true },
  external: packages.filter((name) => !inlined.includes(name)),
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: "'use strict'; const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  plugins: [
    {
      name: 'messages in English alone',
      // zod's messages in fifty languages are half of its code.
      setup: ({ onLoad }) =>
        onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
          contents: "export { default as en } from './en.js';",
        })),
    },
  ],
  logLevel: 'warning',
});
await mkdir(folder);
for (const { path, text } of outputFiles) {
  // The bundle is run with a function that imports for it: see src/cli/compiled.ts.
  const isBundle = path === join(folder, 'command-line.js');
  await writeFile(path, isBundle ? inAscii(text.replaceAll(/\bimport\((?=["\w])/g, 'importPackage(')) : text);
}
await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}\n');
await chmod(join(folder, 'main.js'), 0o755);

const found = Object.keys(metafile.inputs).flatMap(
  (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
);
const licences = await Promise.all(
  [...new Set(found)].sort().map(async (name) => {
    const { version } = JSON.parse(await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8'));
    return `${name} ${version}\n\n${await readFile(join(root, 'node_modules', name, 'LICENSE'), 'utf8')}`;
  }),
);
await writeFile(join(folder, 'LICENCES.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`));

await promisify(execFile)(process.execPath, [join(root, 'scripts/keep-code.mjs')]);

/** esbuild leaves patterns as they are written; the rest it writes in ASCII itself. */
function inAscii(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
