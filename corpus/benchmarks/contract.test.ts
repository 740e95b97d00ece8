import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemSchema } from '../../src/core/schemas/item.js';
import { workspaceAt } from '../../src/core/workspace.js';
import { addPool } from '../pools/add.js';
import { poolItems } from '../pools/store.js';
import { benchmarks } from './index.js';
import { recognise } from './layout/recognise.js';
import { refusedPaths, type Sample, samples } from './testing/samples.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mixeval-benchmarks-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function textOf({ file, content }: Sample): string {
  if (typeof content === 'string') return content;
  if (file.endsWith('.jsonl') && Array.isArray(content))
    return content.map((row) => JSON.stringify(row)).join('\n');
  return JSON.stringify(content);
}

async function write(sample: Sample, place: string): Promise<string> {
  const file = join(folder, place, sample.file);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, textOf(sample));
  return file;
}

describe('every sample', () => {
  it.each(samples.map((sample, index) => ({ ...sample, index })))('$benchmark: $file', async (sample) => {
    const file = await write(sample, `sample-${sample.index}`);
    const workspace = workspaceAt(join(folder, `workspace-${sample.index}`));
    const report = await addPool({ workspace, name: sample.benchmark, path: dirname(file) });
    expect(report.rejected).toEqual({});
    const [item] = await poolItems(workspace, sample.benchmark);
    const benchmark = benchmarks.get(sample.benchmark);
    expect(item).toMatchObject({
      ...sample.item,
      benchmark_name: benchmark.title,
      benchmarks: [benchmark.title],
      licence: benchmark.licence,
    });
    expect(itemSchema.parse(item)).toEqual(item);
  });

  it.each(samples)('is told from the files of all other benchmarks: $file', async (sample) => {
    const recognised = await recognise(await write(sample, 'together'), benchmarks.all());
    expect(recognised).toMatchObject({ kind: 'taken', benchmark: { name: sample.benchmark } });
  });
});

describe.each(benchmarks.all())('$name', (benchmark) => {
  const own = samples.filter((sample) => sample.benchmark === benchmark.name);

  it('says who made it, where it lives and under which licence', () => {
    expect(benchmark.name).toMatch(/^[a-z0-9-]+$/);
    expect(benchmark.language).toMatch(/^[a-z]{2}$/);
    expect(benchmark.citation).toMatch(/\b(?:19|20)\d\d\b/);
    expect(new URL(benchmark.home).protocol).toBe('https:');
    expect(benchmark.licence).not.toBe('');
  });

  it('has a sample of every layout, and states the formats that come of them', () => {
    for (const { path } of benchmark.files) {
      expect(
        own.some(({ file }) => path.test(`/${file}`)),
        String(path),
      ).toBe(true);
    }
    const formats = new Set(
      own.map(({ item }) => item.problem_type).filter((format) => format !== undefined),
    );
    expect([...formats].sort()).toEqual([...benchmark.formats].sort());
  });

  it('refuses what it says it refuses, with a reason', async () => {
    const paths = refusedPaths.filter((refused) => refused.benchmark === benchmark.name);
    for (const { path, reason } of benchmark.refused ?? []) {
      expect(
        paths.some(({ file }) => path.test(`/${file}`)),
        String(path),
      ).toBe(true);
      expect(reason).toMatch(/[^.]$/);
    }
    for (const { file } of paths) {
      expect(await recognise(`/${file}`, benchmarks.all())).toMatchObject({
        kind: 'refused',
        benchmark: { name: benchmark.name },
      });
    }
  });
});

describe('options whose right one always stands first', () => {
  it('are shuffled the same way each time, and not all alike', async () => {
    const questions = Array.from({ length: 40 }, (_, n) => ({
      question: `Which is number ${n}?`,
      mc1_targets: { right: 1, wrong: 0, worse: 0, worst: 0 },
    }));
    const path = join(folder, 'mc_task.json');
    await writeFile(path, JSON.stringify(questions));
    const places = async (root: string): Promise<number[]> => {
      const workspace = workspaceAt(join(folder, root));
      await addPool({ workspace, name: 'truthfulqa', path });
      const items = await poolItems(workspace, 'truthfulqa');
      return items.map((item) =>
        item.problem_type === 'multiple-choice' ? item.options.indexOf('right') : -1,
      );
    };
    const once = await places('once');
    expect(await places('again')).toEqual(once);
    expect(new Set(once)).toEqual(new Set([0, 1, 2, 3]));
  });
});
