import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startLoopbackServer } from '../../eval/loopback/index.js';
import { readJson, writeFileAtomic, writeJson } from '../../src/core/files.js';
import { packageRoot } from '../../src/core/package.js';
import { agreementOfStored } from './agreement.js';
import { measure } from './measure.js';
import { realRunPage } from './page.js';
import { buildShape, manifestShape, mineShape, poolsShape, runsShape, verifyShape } from './shapes.js';

/**
 * The main job on real data: mines web searches and forum questions, makes a pool of the English benchmarks, builds a
 * release twice, evaluates the published one, and grades real responses. Writes its figures to docs/real-run.md.
 */
const data = join(packageRoot, '../shared/data');
const version = '2026-11-01';
/** About a tenth of the queries: they are mined only before the second build. */
const heldBack = ['mq.10001-20000.txt', 'msmarco-v2-doc.dev2.txt', 'msmarco-v2-doc.dev.txt'];
/** Its questions stand in benchmarks too, so matching them would be trivial. */
const leftOut = ['nanoknow-v1.0-nq.supported.tsv'];

const workspace = await mkdtemp(join(tmpdir(), 'mixeval-real-run-'));
const inWorkspace = ['--workspace', workspace];
const searches = join(data, 'queries/search_queries_trec_msmarco');
const forum = join(data, 'queries/forum_questions_beir_bright');
const build = (name: string, ...args: string[]): string[] => [
  'build',
  ...['--version', name, '--size', '2000', '--hard-size', '500', '--seed', '1', ...args],
];

const mine = await step(mineShape, [
  'mine',
  ...[searches, forum, '--name', 'real'],
  ...[...leftOut, ...heldBack].flatMap((name) => ['--exclude', name]),
  ...inWorkspace,
]);
const pools = await step(poolsShape, ['pool', 'add', '--all', join(data, 'benchmarks'), ...inWorkspace]);
const baselines = ['--model', 'baseline:random', '--model', 'baseline:nearest'];
const probe = await step(z.unknown(), [
  'probe',
  ...baselines,
  '--sample',
  '3000',
  '--sample-seed',
  '1',
  ...inWorkspace,
]);

// The second workspace has the same corpus and probes, and nothing of the first build but the embeddings.
const built = await step(buildShape, [...build(version), ...inWorkspace]);
const manifest = await readJson(join(built.json.path, 'manifest.json'), manifestShape);
const verified = await step(verifyShape, ['versions', 'verify', version, ...inWorkspace]);
const twin = await mkdtemp(join(tmpdir(), 'mixeval-real-run-twin-'));
await cp(join(workspace, 'corpus'), join(twin, 'corpus'), { recursive: true });
const again = await step(buildShape, [...build(version), '--workspace', twin]);
const sameBytes = (await folderHash(built.json.path)) === (await folderHash(again.json.path));
const byGraphs = await step(buildShape, [
  ...build('2026-11-01-hnsw', '--index', 'hnsw'),
  '--workspace',
  twin,
]);
await rm(twin, { recursive: true });

const mineMore = await step(mineShape, [
  'mine',
  ...heldBack.map((name) => join(searches, name)),
  ...['--name', 'real-later'],
  ...inWorkspace,
]);
const builtLater = await step(buildShape, [...build('2026-12-01'), ...inWorkspace]);

const published = '2024-06-01';
const release = join(data, 'releases/mixeval-2024-06-01');
const imported = await step(z.unknown(), [
  'versions',
  'import',
  release,
  '--version',
  published,
  ...inWorkspace,
]);
const evaluated = await evaluatePublished();

const responses = join(data, 'results/mixeval_2024-06-01_responses');
const graded = [];
for (const name of ['Llama-3.1-70B_alone', 'qwen-72b-instruct', 'gemma_11_7b_instruct']) {
  const grade = [
    'grade',
    join(responses, name, 'mixeval'),
    '--version',
    published,
    '--model',
    name,
    ...inWorkspace,
  ];
  const byRules = await step(runsShape, [...grade, '--parser', 'rule']);
  // The third has responses but no judge's verdicts.
  const byJudge = name.startsWith('gemma')
    ? undefined
    : await step(runsShape, [...grade, '--parser', 'stored']);
  const agreement = byJudge && (await agreementOfStored(byRules.json, byJudge.json, workspace, published));
  graded.push({ name, byRules: byRules.json, byJudge: byJudge?.json, agreement });
}

await writeFileAtomic(
  join(packageRoot, 'docs/real-run.md'),
  realRunPage({
    machine: `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node.js ${process.version}`,
    ...{
      mine,
      pools,
      probe,
      built,
      manifest,
      verified,
      again,
      sameBytes,
      byGraphs,
      mineMore,
      builtLater,
      imported,
      evaluated,
      graded,
    },
  }),
);
await writeJson(join(tmpdir(), 'mixeval-real-run.json'), {
  mine,
  pools,
  built,
  again,
  builtLater,
  evaluated,
  graded,
});
await rm(workspace, { recursive: true });

/** One command, its JSON checked, with its time and memory. */
async function step<S extends z.ZodType>(shape: S, args: readonly string[]) {
  const measured = await measure(args);
  return { ...measured, json: shape.parse(measured.json) };
}

async function evaluatePublished() {
  const server = await startLoopbackServer({ answer: () => 'The answer is (A).' });
  try {
    const all = [...baselines, '--model', 'always-a', '--base-url', server.baseUrl];
    return await step(runsShape, ['evaluate', '--version', published, '--all', ...all, ...inWorkspace]);
  } finally {
    await server.close();
  }
}

async function folderHash(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(file.slice(folder.length)).update(await readFile(file));
  return hash.digest('hex');
}
