// Puts the command line into few files, with the packages that every command needs: Node.js finds, reads and links some
// three hundred modules in half a second, and these in a tenth. The library, and what only some commands need, stay apart.
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist/src/cli');
const inlined = ['commander', 'pure-rand', 'zod'];
const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
  await readFile(join(root, 'package.json'), 'utf8'),
);
const packages = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });

await rm(folder, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/main.ts'],
  outdir: folder,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  metafile: true,
  // Node.js knows \p{...}; by default each such literal becomes a `new RegExp` that is made anew at every use.
  supported: { 'regexp-unicode-property-escapes': true },
  external: packages.filter((name) => !inlined.includes(name)),
  // Some of the packages are CommonJS and ask for modules of Node.js.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
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
