import { spawn } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../src/core/package.js';

/** A command's JSON and what it took. */
export interface Measured {
  readonly json: unknown;
  readonly seconds: number;
  readonly peakMegabytes: number;
  /** Of processor time, all threads together: no neighbour is in it. */
  readonly processorSeconds: number;
}

const usageShape = z.object({ peakMegabytes: z.number(), processorSeconds: z.number() });

const main = join(packageRoot, 'dist/src/cli/main.js');
const hook = join(packageRoot, 'bench/usage.mjs');

/** Runs one command line with `--json` to its end; its progress goes to our stderr. Throws where it fails. */
export async function measure(args: readonly string[], env: Record<string, string> = {}): Promise<Measured> {
  const usageFile = join(await mkdtemp(join(tmpdir(), 'mixeval-measure-')), 'usage.json');
  process.stderr.write(`\n$ mixeval ${args.join(' ')}\n`);
  const start = performance.now();
  const { code, stdout } = await new Promise<{ code: number | null; stdout: string }>((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', hook, main, ...args, '--json'], {
      env: { ...process.env, MIXEVAL_BENCH_USAGE: usageFile, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.on('error', reject).on('close', (ended) => resolve({ code: ended, stdout: out }));
  });
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`mixeval ${args.join(' ')} ended with ${code}`);
  const { peakMegabytes, processorSeconds } = usageShape.parse(JSON.parse(await readFile(usageFile, 'utf8')));
  return { json: JSON.parse(stdout), seconds, peakMegabytes, processorSeconds };
}
