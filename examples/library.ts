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
  probe,
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

// Two subjects. Keys are looked for in the environment that you hand in.
const environment = process.env;
const subjects = [
  { model: await openModel('baseline:random', { environment }) },
  { model: await openModel('baseline:first', { environment }) },
];

// What they get on the pool is what the Hard benchmark goes by; without it there is none.
await probe({ workspace, subjects }, task);

// A dated release.
const release = await buildRelease({ workspace, version: '2026-11-21', size: 40, hardSize: 20 }, task);
for (const [benchmark, splits] of Object.entries(release.counts)) {
  console.log(`${release.version} ${benchmark}: ${splits['free-form']} + ${splits['multiple-choice']} items`);
}

// Both on the release.
const runs = await evaluate({ workspace, version: release.version, subjects }, task);
for (const { model, score, interval } of runs) console.log(model, score, interval);

const { pairs } = await compare({ workspace, runs: runs.map(({ path }) => path) }, task);
for (const { a, b, difference, verdict } of pairs)
  console.log(`${a} against ${b}: ${difference}, ${verdict}`);
