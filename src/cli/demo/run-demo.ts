import { join } from 'node:path';
import { addPool, type MineReport, mine, type Pool, readPool } from '../../../corpus/index.js';
import {
  evaluate,
  type Leaderboard,
  leaderboard,
  probe,
  type RunOutcome,
  type Subject,
} from '../../../eval/index.js';
import { startLoopbackServer } from '../../../eval/loopback/index.js';
import { hasRelease, openRelease, type Release } from '../../../versions/index.js';
import { buildRelease } from '../../build-release.js';
import { packageRoot } from '../../core/package.js';
import { benchmarks } from '../../core/schemas/release-item.js';
import type { Workspace } from '../../core/workspace.js';
import type { CliContext } from '../context.js';
import { createSubjects, type Subjects } from '../subjects.js';
import { standIn } from './stand-in.js';

/** Places of each split: what the starter corpus can fill. */
const size = 100;
const hardSize = 40;

/** What the demo did, for showing. */
export interface DemoResult {
  readonly workspace: Workspace;
  readonly mined: MineReport;
  readonly poolItems: number;
  readonly release: Release;
  /** Two baselines and the model on loopback, each on both benchmarks. */
  readonly runs: readonly RunOutcome[];
  /** The same, ranked, a board for each benchmark. */
  readonly boards: readonly Leaderboard[];
}

/**
 * Mines the starter queries, adds the starter pool, probes it with the baselines, builds a release, and evaluates two
 * baselines and a model behind a real server on loopback. Run again, it uses what is there.
 *
 * @param context of a command whose workspace is the demo's own
 */
export async function runDemo(context: CliContext, version: string): Promise<DemoResult> {
  const { task } = context;
  const workspace = await context.workspace();
  const source = join(packageRoot, 'corpus/starter/queries.jsonl');
  const mined = await mine({ workspace, sources: [source], name: 'starter' }, task);
  await addPool({ workspace, name: 'starter' }, task);
  const pool = await readPool(workspace);
  if (!(await hasRelease(workspace, version))) {
    await probeBaselines(context, workspace);
    await buildRelease({ workspace, version, size, hardSize, index: 'hnsw' }, task);
  }
  const runs = await evaluateAll(context, workspace, pool, version);
  const boards = await Promise.all(
    benchmarks.map((benchmark) => leaderboard({ workspace, version, benchmark }, task)),
  );
  return {
    workspace,
    mined,
    poolItems: pool.items.length,
    runs,
    boards,
    release: await openRelease(workspace, version),
  };
}

/** Hard goes by what subjects got on the pool, so the baselines are asked the whole of it first. */
async function probeBaselines(context: CliContext, workspace: Workspace): Promise<void> {
  const opened = await createSubjects(context);
  try {
    await probe({ workspace, subjects: await openBaselines(opened) }, context.task);
  } finally {
    await opened.close();
  }
}

async function evaluateAll(
  context: CliContext,
  workspace: Workspace,
  { items }: Pool,
  version: string,
): Promise<RunOutcome[]> {
  const answer = standIn(items);
  const server = await startLoopbackServer({ answer: ({ text }) => answer(text) });
  const opened = await createSubjects(context);
  try {
    const served = await opened.open('stand-in', { baseUrl: server.baseUrl });
    const subjects = [...(await openBaselines(opened)), served];
    return await evaluate({ workspace, version, subjects, benchmark: 'all' }, context.task);
  } finally {
    await opened.close();
    await server.close();
  }
}

async function openBaselines(opened: Subjects): Promise<Subject[]> {
  return [await opened.open('baseline:random', {}), await opened.open('baseline:nearest', {})];
}
