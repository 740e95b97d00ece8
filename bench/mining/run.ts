import { mkdtemp, rm, stat } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { querySources } from '../../corpus/index.js';
import { writeFileAtomic } from '../../src/core/files.js';
import { writeJsonLines } from '../../src/core/json-lines.js';
import { packageRoot } from '../../src/core/package.js';
import { randomInteger, seededRandom } from '../../src/core/random.js';
import { type Measured, measure } from '../real-run/measure.js';
import { miningPage } from './page.js';

/**
 * Mines all real queries and web archives in one command by rules, then again; a sample of them by the default detector; and
 * made-up logs of two sizes. Writes what it measured to docs/mining.md.
 */
const sampled = 20_000;
const data = join(packageRoot, '../shared/data');

const inputShape = z.object({
  location: z.string(),
  format: z.string(),
  bytes: z.number(),
  read: z.number(),
  badLines: z.number(),
  warnings: z.array(z.string()),
});
const mineShape = z.object({
  read: z.number(),
  kept: z.number(),
  queries: z.number(),
  asked: z.number(),
  badLines: z.number(),
  rejected: z.record(z.string(), z.number()),
  inputs: z.array(inputShape),
  alreadyMined: z.array(z.string()),
  failed: z.array(z.object({ location: z.string(), message: z.string() })),
  passedOver: z.array(z.string()),
  seconds: z.record(z.string(), z.number()),
});
const showShape = z.object({
  bySource: z.record(z.string(), z.number()),
  byMonth: z.record(z.string(), z.number()),
});

export type Mined = z.infer<typeof mineShape>;
export type Shown = z.infer<typeof showShape>;
export type Step<T> = Omit<Measured, 'json'> & { readonly json: T };

async function step<S extends z.ZodType>(shape: S, args: readonly string[]): Promise<Step<z.output<S>>> {
  const measured = await measure(args);
  return { ...measured, json: shape.parse(measured.json) };
}

/** A log of made-up questions, one in eight of them asked before. */
async function madeUpLog(file: string, lines: number): Promise<void> {
  const random = seededRandom(1, 'mining bench');
  const words = Array.from({ length: 20_000 }, (_, at) => `w${(at * 7919).toString(36)}`);
  const word = (): string => words[randomInteger(random, words.length)] ?? '';
  const earlier: string[] = [];
  await writeJsonLines(
    file,
    (function* () {
      for (let line = 0; line < lines; line += 1) {
        const again =
          randomInteger(random, 8) === 0 ? earlier[randomInteger(random, earlier.length || 1)] : undefined;
        const prompt = again ?? `how do I ${word()} the ${word()} of my ${word()} with a ${word()} ${word()}`;
        if (earlier.length < 1_000) earlier.push(prompt);
        yield { prompt, created_at: '2026-10-01' };
      }
    })(),
  );
}

const folder = await mkdtemp(join(tmpdir(), 'mixeval-mining-'));
const inFolder = ['--workspace', folder];
try {
  const sources = [join(data, 'queries'), join(data, 'web')];
  const mineAll = ['mine', ...sources, '--language', 'any', ...inFolder];
  const byRules = [...mineAll, '--name', 'everything', '--detector', 'rules'];
  const mined = await step(mineShape, byRules);
  const again = await step(mineShape, byRules);
  const shown = await step(showShape, ['queries', 'show', ...inFolder]);
  const byHead = await step(mineShape, [...mineAll, '--name', 'sample', '--sample', String(sampled)]);
  const sizes: { readonly lines: number; readonly bytes: number; readonly mined: Step<Mined> }[] = [];
  for (const lines of [30_000, 300_000]) {
    const log = join(folder, `${lines}.jsonl`);
    await madeUpLog(log, lines);
    sizes.push({
      lines,
      bytes: (await stat(log)).size,
      mined: await step(mineShape, ['mine', log, '--detector', 'rules', ...inFolder]),
    });
  }
  const page = miningPage({
    machine: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node.js ${process.version}`,
    cores: cpus().length,
    formats: querySources.all().map(({ name, description }) => ({ name, description })),
    mined,
    again,
    shown: shown.json,
    sampled,
    byHead,
    sizes,
    data,
  });
  await writeFileAtomic(join(packageRoot, 'docs/mining.md'), page);
} finally {
  await rm(folder, { recursive: true });
}
