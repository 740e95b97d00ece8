import { mkdtemp } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { effectiveSize, queriesOf, restricted, ways } from '../../mixer/index.js';
import { writeFileAtomic } from '../../src/core/files.js';
import { packageRoot } from '../../src/core/package.js';
import { formats } from '../../src/core/schemas/item.js';
import { stabilityPlot } from '../../versions/stability/plot.js';
import { responseTable } from '../../versions/stability/scored-pool.js';
import { overlapOfSeries } from '../../versions/stability/series-overlap.js';
import { replayPopulations } from '../../versions/stability/stability.js';
import { measureArena } from './arena.js';
import { concentrationOf } from './concentration.js';
import { type RealPool, realCorpus } from './corpus.js';
import { measureCosts } from './cost.js';
import { measureProbes } from './difficulty.js';
import { measureEstimators } from './estimators.js';
import { measureHard } from './hard.js';
import { validityPage } from './page.js';

/**
 * The proof that releases hold, on real data: writes docs/validity.md. `npm run validity -- FOLDER` keeps its workspace in the
 * folder, so that a second run encodes nothing.
 */
const [folder = await mkdtemp(join(tmpdir(), 'mixeval-validity-'))] = process.argv.slice(2);
const say = (line: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
};
let stage = '';
const task = {
  onProgress: (event: { readonly stage: string }) => {
    if (event.stage !== stage) say(event.stage);
    stage = event.stage;
  },
  onWarning: say,
};

const corpus = await realCorpus(folder, task);
say('corpus is ready');

/** Places: near the pool's effective size, and half of it. */
async function stabilityOf(pool: RealPool, places: number, releases: number) {
  const populations = formats.map((format) => pool.populations[format]);
  const report = await replayPopulations(
    populations,
    { releases, size: places, queries: undefined, seed: 1, results: pool.results },
    task,
  );
  return { pool: pool.name, report };
}

const table = {
  gsm8k: responseTable(
    corpus.gsm8k.results,
    formats.map((format) => corpus.gsm8k.populations[format]),
  ),
  release: responseTable(
    corpus.release.results,
    formats.map((format) => corpus.release.populations[format]),
  ),
};
/** Places near the effective size of the items that were answered, but never most of what could be drawn. */
function near(pool: RealPool): number {
  const answered = pool === corpus.gsm8k ? table.gsm8k : table.release;
  const sizes = formats.flatMap((format) => {
    const population = restricted(pool.populations[format], (id) => answered.scores.has(id));
    const possible = population.counts.filter((count) => count > 0).length;
    return possible === 0 ? [] : [Math.min(effectiveSize(population), possible / 2)];
  });
  return Math.round(Math.min(...sizes) / 10) * 10;
}
const replays = [
  await stabilityOf(corpus.gsm8k, near(corpus.gsm8k), 60),
  await stabilityOf(corpus.gsm8k, Math.round(near(corpus.gsm8k) / 2), 60),
  await stabilityOf(corpus.release, near(corpus.release), 60),
  await stabilityOf(corpus.release, Math.round(near(corpus.release) / 2), 60),
];
const [plotted] = replays;
const plot = plotted && stabilityPlot(plotted.report);
if (plot) await writeFileAtomic(join(packageRoot, 'docs/validity-stability.svg'), plot);
say('stability is measured');

const estimators = [corpus.gsm8k, corpus.release].map((pool) => ({
  pool: pool.name,
  ...measureEstimators({
    pool,
    table: pool === corpus.gsm8k ? table.gsm8k : table.release,
    places: near(pool),
    queries: formats.reduce((sum, format) => sum + queriesOf(pool.populations[format]), 0),
    releases: 2000,
  }),
}));
say('coverage is measured');

const gsm8k = corpus.gsm8k.populations['free-form'];
const hard = [
  ...(['alike', 'queries'] as const).flatMap((traffic) =>
    measureHard(gsm8k, table.gsm8k, traffic, [50, 100, 200, 400]).map((each) => ({
      pool: 'gsm8k free-form',
      ...each,
    })),
  ),
  ...formats.flatMap((format) =>
    measureHard(corpus.release.populations[format], table.release, 'queries', [100, 200, 400]).map(
      (each) => ({
        pool: `release ${format}`,
        ...each,
      }),
    ),
  ),
];
say('Hard is measured');

const everything = formats.map((format) => corpus.everything.populations[format]);
const series = [500, 2000].map((places) => ({
  places,
  ...overlapOfSeries(ways.get('ours'), everything, {
    places,
    queries: everything.reduce((sum, population) => sum + queriesOf(population), 0),
    seed: 1,
  }),
}));
say('overlap is measured');

const page = validityPage({
  machine: `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node.js ${process.version}`,
  queries: corpus.queries,
  distinct: corpus.distinct,
  replays,
  concentration: [corpus.gsm8k, corpus.release, corpus.everything].flatMap((pool) =>
    formats.flatMap((format) => {
      const population = pool.populations[format];
      return queriesOf(population) === 0
        ? []
        : [{ pool: `${pool.name} ${format}`, ...concentrationOf(population) }];
    }),
  ),
  estimators,
  hard,
  probes: [
    { pool: 'gsm8k', agreement: measureProbes(table.gsm8k, [1, 2, 3, 5]) },
    { pool: 'release', agreement: measureProbes(table.release, [1, 2, 3, 5]) },
  ],
  series,
  arena: await measureArena(),
  costs: await measureCosts(await corpus.publishedItems()),
});
await writeFileAtomic(join(packageRoot, 'docs/validity.md'), page);
say('docs/validity.md is written');
