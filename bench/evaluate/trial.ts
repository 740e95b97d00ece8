import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../src/core/package.js';

/** What a process used, and when its requests were seen by the server; times in seconds from its start. */
export interface Observed {
  readonly wall: number;
  readonly firstRequest: number;
  /** From the first request to the last reply. */
  readonly span: number;
  readonly processorSeconds: number;
  readonly peakMegabytes: number;
  readonly longestBlockMs: number;
  readonly requests: number;
}

const usageShape = z.object({
  processorSeconds: z.number(),
  peakMegabytes: z.number(),
  longestBlockMs: z.number(),
});
const seenShape = z.object({ firstAt: z.number(), lastAt: z.number(), requests: z.number() });

/** Runs node with these arguments and watches it. */
export type Watch = (args: readonly string[], server: Server) => Promise<Observed>;

export const watch: Watch = async (args, server) => {
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-bench-'));
  const file = join(folder, 'usage.json');
  const startedAt = performance.timeOrigin + performance.now();
  const hook = join(packageRoot, 'bench/usage.mjs');
  const child = spawn(process.execPath, ['--import', hook, ...args], {
    env: { ...process.env, MIXEVAL_BENCH_USAGE: file },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const wall = (performance.timeOrigin + performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${said}`);
  const usage = usageShape.parse(JSON.parse(await readFile(file, 'utf8')));
  await rm(folder, { recursive: true });
  const { firstAt, lastAt, requests } = await server.seen();
  return {
    wall,
    firstRequest: (firstAt - startedAt) / 1000,
    span: (lastAt - firstAt) / 1000,
    requests,
    ...usage,
  };
};

/** A model in a process of its own. */
export interface Server {
  readonly baseUrl: string;
  /** What it saw since it was last asked. */
  seen(): Promise<z.infer<typeof seenShape>>;
  close(): Promise<void>;
}

/** Starts a server that answers after `latencyMs` +- `spreadMs`. */
export async function startServer(latencyMs: number, spreadMs = 0): Promise<Server> {
  const child = fork(join(packageRoot, 'bench/evaluate/server.ts'), [String(latencyMs), String(spreadMs)], {
    execArgv: ['--import', 'tsx'],
  });
  const { baseUrl } = z.object({ baseUrl: z.string() }).parse(await said(child));
  return {
    baseUrl,
    async seen() {
      child.send('seen');
      return seenShape.parse(await said(child));
    },
    async close() {
      child.send('close');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}

function said(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => child.once('message', resolve).once('error', reject));
}
