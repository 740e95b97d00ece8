// The whole way with the library: wild queries in, a release out, two subjects scored on it and compared.
// Run it with: npx tsx examples/library.ts
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addPool,
  buildRelease,
  compare,
  evaluate,
  type LongTask,
  mine,
  openModel,
  workspaceAt,
} from 'mixeval';

const workspace = workspaceAt(await mkdtemp(join(tmpdir(), 'mixeval-example-')));
const controller = new AbortController();
const task: LongTask = {
  onProgress: ({ stage, done, total, unit }) => console.error(`${stage}: ${done} of ${total ?? '?'} ${unit}`),
  onWarning: (message) => console.error(message),
  signal: controller.signal,
};

// What users ask: here the starter queries; in your project a log of your own.
const queries = new URL('../corpus/starter/queries.jsonl', import.meta.url).pathname;
const mined = await mine({ workspace, sources: [queries], name: 'chats' }, task);
console.log(`${mined.kept} queries`);

// Items with a ground truth.
const pool = await addPool({ workspace, name: 'starter' }, task);
console.log(`${pool.kept} items`);

// A dated release. Without results of any subject there is no Hard benchmark yet.
const release = await buildRelease(
  { workspace, version: '2026-11-21', size: 40, hardSize: 0, results: [] },
  task,
);
console.log(`release ${release.version}, ${release.counts.mixeval?.['free-form']} free-form items`);

// Two subjects on it. Keys are looked for in the environment that you hand in.
const environment = process.env;
const subjects = [
  { model: await openModel('baseline:random', { environment }) },
  { model: await openModel('baseline:first', { environment }) },
];
const runs = await evaluate({ workspace, version: release.version, subjects }, task);
for (const { model, score, interval } of runs) console.log(model, score, interval);

const { pairs } = await compare({ workspace, runs: runs.map(({ path }) => path) });
for (const { a, b, difference, verdict } of pairs)
  console.log(`${a} against ${b}: ${difference}, ${verdict}`);
