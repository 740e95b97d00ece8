// In a clone nothing installs the package itself, so `npx mixeval` would look for it elsewhere. This puts the built
// command among the clone's own binaries, where npx looks first.
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';

const main = 'dist/src/cli/main.js';
const folder = 'node_modules/.bin';

chmodSync(main, 0o755);
if (existsSync('node_modules')) {
  mkdirSync(folder, { recursive: true });
  if (process.platform === 'win32') {
    writeFileSync(`${folder}/mixeval.cmd`, '@node "%~dp0\\..\\..\\dist\\src\\cli\\main.js" %*\r\n');
  } else {
    rmSync(`${folder}/mixeval`, { force: true });
    symlinkSync(`../../${main}`, `${folder}/mixeval`);
  }
}
