import { join } from 'node:path';
import { exists, readJson, writeFileAtomic, writeJson } from '../../src/core/files.js';
import { packageRoot } from '../../src/core/package.js';
import { crossed } from './crossed.js';
import { falseAlarms } from './false-alarms.js';
import { type Figures, figuresSchema, pageOf } from './page.js';
import { paraphrased } from './paraphrased.js';
import { planted } from './planted.js';
import { power } from './power.js';
import { inWorlds } from './worlds.js';

/**
 * Measures what `contamination` finds and misses, and writes docs/contamination.md. Each part takes minutes and keeps its
 * figures in figures.json: name the parts to measure anew, or none to write the page from what was measured.
 */
const parts: Readonly<Record<string, () => Promise<Partial<Figures>>>> = {
  power: async () => ({ power: await power() }),
  'false-alarms': async () => ({ falseAlarms: await falseAlarms() }),
  worlds: async () => ({ worlds: inWorlds() }),
  planted: async () => ({ planted: await planted() }),
  paraphrased: async () => ({ paraphrased: await paraphrased() }),
  crossed: async () => ({ crossed: await crossed() }),
};

const file = join(packageRoot, 'bench/contamination/figures.json');
let figures: Figures = (await exists(file)) ? await readJson(file, figuresSchema) : {};
for (const name of process.argv.slice(2)) {
  const part = parts[name];
  if (!part) throw new Error(`There is no part ${name}: ${Object.keys(parts).join(', ')}.`);
  figures = figuresSchema.parse({ ...figures, ...(await part()) });
  await writeJson(file, figures);
}
await writeFileAtomic(join(packageRoot, 'docs/contamination.md'), pageOf(figures));
