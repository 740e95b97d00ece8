import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sumVersion, withSums } from '../eval/testing/sum-release.js';
import { exists } from '../src/core/files.js';
import { packageRoot } from '../src/core/package.js';
import { type Workspace, workspaceAt } from '../src/core/workspace.js';
import { importRelease } from '../versions/index.js';
import type { Bench, BenchResult } from './bench.js';
import { type Observed, type Server, startServer, watch } from './evaluate/trial.js';

const main = join(packageRoot, 'dist/src/cli/main.js');
const bareClient = join(packageRoot, 'bench/evaluate/bare-client.mjs');
const published = join(packageRoot, '../shared/data/releases/mixeval-2024-06-01');
const items = 1000;
const rounds = 2;

interface Pair {
  readonly ours: Observed;
  readonly bare: Observed;
}

/** `mixeval evaluate` beside a bare client that asks the same server as many questions, process by process. */
export const evaluateBench: Bench = () =>
  withRelease(async (workspace, version) => {
    const wide = await beside(workspace, version, 100, 50, 0);
    const narrow = await beside(workspace, version, 10, 50, 0);
    const uneven = await beside(workspace, version, 100, 500, 450);
    const all = await answeredAlready(workspace, version);
    const perRequest = (1000 * wide.ours.processorSeconds) / items;
    return [
      whole('concurrency 100', wide, 2),
      whole('concurrency 10', narrow, 1.15),
      span('concurrency 100', wide),
      span('concurrency 10', narrow),
      span('concurrency 100, replies after 500 +- 450 ms', uneven),
      atMost('seconds to the first request', wide.ours.firstRequest, 0.4, wide.bare.firstRequest),
      atMost('ms of processor time a request', perRequest, 1, (1000 * wide.bare.processorSeconds) / items),
      atMost('MB at most', wide.ours.peakMegabytes, 150, wide.bare.peakMegabytes),
      atMost('ms without a turn of the event loop', wide.ours.longestBlockMs, 50, wide.bare.longestBlockMs),
      atMost('seconds where all is answered already', all.wall, 2),
    ];
  });

/** Memory at 50,000 items beside that at 5,000. */
export const evaluateMemoryBench: Bench = async () => {
  const server = await startServer(0);
  try {
    const peak = (count: number): Promise<number> =>
      withSums({ items: count }, async (workspace) => {
        const { peakMegabytes } = await evaluate(workspace, sumVersion, server, 100, []);
        return peakMegabytes;
      });
    const [few, many] = [await peak(5_000), await peak(50_000)];
    return [
      {
        name: 'memory at 5,000 items, times 1.2, beside that at 50,000',
        ratio: (1.2 * few) / many,
        goal: 1,
        text: `${few} MB, ${many} MB`,
      },
    ];
  } finally {
    await server.close();
  }
};

function whole(name: string, { ours, bare }: Pair, times: number): BenchResult {
  return {
    name: `whole process, ${name}, beside a bare client`,
    ratio: bare.wall / ours.wall,
    goal: 1 / times,
    text: `${ours.wall.toFixed(2)} s, ${bare.wall.toFixed(2)} s`,
  };
}

function span(name: string, { ours, bare }: Pair): BenchResult {
  return {
    name: `first request to last reply, ${name}, beside a bare client`,
    ratio: bare.span / ours.span,
    goal: 1 / 1.15,
    text: `${ours.span.toFixed(2)} s, ${bare.span.toFixed(2)} s`,
  };
}

function atMost(name: string, value: number, limit: number, bare?: number): BenchResult {
  return {
    name: `${name}: the limit beside it`,
    ratio: limit / value,
    goal: 1,
    text: `${value.toFixed(2)}${bare === undefined ? '' : `; a bare client ${bare.toFixed(2)}`}`,
  };
}

/** Both clients, one after the other, the better of two rounds each. */
async function beside(
  workspace: Workspace,
  version: string,
  concurrency: number,
  latencyMs: number,
  spreadMs: number,
): Promise<Pair> {
  const server = await startServer(latencyMs, spreadMs);
  const ours: Observed[] = [];
  const bare: Observed[] = [];
  try {
    const limit = String(items / 2);
    const folder = join(workspace.versions, version);
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await watch([bareClient, folder, server.baseUrl, limit, String(concurrency)], server));
      ours.push(await evaluate(workspace, version, server, concurrency, ['--limit', limit, '--fresh']));
    }
  } finally {
    await server.close();
  }
  return { ours: best(ours), bare: best(bare) };
}

async function answeredAlready(workspace: Workspace, version: string): Promise<Observed> {
  const server = await startServer(0);
  try {
    await evaluate(workspace, version, server, 100, []);
    return await evaluate(workspace, version, server, 100, []);
  } finally {
    await server.close();
  }
}

function evaluate(
  { root }: Workspace,
  version: string,
  server: Server,
  concurrency: number,
  more: readonly string[],
): Promise<Observed> {
  const asked = ['--version', version, '--model', 'bench', '--base-url', server.baseUrl];
  return watch(
    [main, 'evaluate', ...asked, '--concurrency', String(concurrency), '--workspace', root, ...more],
    server,
  );
}

function best(all: readonly Observed[]): Observed {
  const [first] = [...all].sort((a, b) => a.wall - b.wall);
  if (!first) throw new Error('There was no round.');
  return first;
}

/** A workspace with a release of 4,000 items: a published one where the machine has it. */
async function withRelease<T>(work: (workspace: Workspace, version: string) => Promise<T>): Promise<T> {
  if (!(await exists(published))) {
    return withSums({ items: 4_000 }, (workspace) => work(workspace, sumVersion));
  }
  const root = await mkdtemp(join(tmpdir(), 'mixeval-bench-'));
  try {
    const workspace = workspaceAt(root);
    await importRelease({ workspace, folder: published, version: 'published', date: '2024-06-01' });
    return await work(workspace, 'published');
  } finally {
    await rm(root, { recursive: true });
  }
}
