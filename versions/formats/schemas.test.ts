import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from 'c12';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { workspaceAt } from '../../src/core/workspace.js';
import { exportRelease } from '../export.js';
import { syntheticDraft, syntheticFacts } from '../testing/synthetic-draft.js';
import { writeRelease } from '../write.js';

// What each tool's documentation says of its files, in our words: another field than these is a mistake of ours.

/** lm-evaluation-harness 0.4, docs/task_guide.md: the keys of a task that asks for generated text. */
const lmEvalTask = z.strictObject({
  task: z.string().regex(/^\w+$/),
  dataset_path: z.literal('json'),
  dataset_kwargs: z.strictObject({ data_files: z.record(z.string(), z.string()) }),
  test_split: z.string(),
  output_type: z.enum(['loglikelihood', 'generate_until', 'loglikelihood_rolling', 'multiple_choice']),
  doc_to_text: z.string(),
  doc_to_target: z.string(),
  process_results: z.string().regex(/^function \w+\.\w+$/),
  generation_kwargs: z.strictObject({
    until: z.array(z.string()),
    do_sample: z.boolean(),
    temperature: z.number(),
    max_gen_toks: z.number().int().positive(),
  }),
  metric_list: z.array(
    z.strictObject({ metric: z.string(), aggregation: z.string(), higher_is_better: z.boolean() }),
  ),
  metadata: z.strictObject({ version: z.number() }),
});
const lmEvalGroup = z.strictObject({ group: z.string(), task: z.array(z.string()) });

/** EvalScope, "Custom dataset": general_mcq takes a question, options under A to J and the right letter. */
const letters = [...'ABCDEFGHIJ'];
const evalScopeChoice = z
  .looseObject({ question: z.string().min(1), answer: z.enum(letters), A: z.string(), B: z.string() })
  .refine((row) => typeof row[row.answer] === 'string', 'its answer is none of its options')
  .refine(
    (row) => letters.every((letter, at) => at === 0 || !(letter in row) || (letters[at - 1] ?? '') in row),
    'its letters have a gap',
  );
const evalScopeQuestion = z.looseObject({ query: z.string().min(1), response: z.string().min(1) });

/** Inspect, "Datasets": the fields of a Sample. */
const inspectSample = z.strictObject({
  input: z.string().min(1),
  choices: z.array(z.string()).min(2).exactOptional(),
  target: z.union([z.string(), z.array(z.string()).min(1)]),
  id: z.union([z.string(), z.number()]),
  metadata: z.record(z.string(), z.unknown()),
});

/** The hub's dataset cards: the metadata in front of the text. */
const card = z.strictObject({
  pretty_name: z.string(),
  license: z.string(),
  task_categories: z.array(z.string()),
  configs: z.array(
    z.strictObject({
      config_name: z.string().regex(/^[\w.-]+$/),
      data_files: z.array(z.strictObject({ split: z.string(), path: z.string() })),
    }),
  ),
});

const version = '2025-01-01';
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'mixeval-schemas-'));
  await writeRelease(workspaceAt(root), syntheticDraft(version), syntheticFacts(version));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** The files of a release in this form, by their path. */
async function exported(format: string): Promise<Map<string, Buffer>> {
  const out = join(root, format);
  const { files } = await exportRelease({ workspace: workspaceAt(root), version, format, out });
  return new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(join(out, file))] as const)),
  );
}

const rowsOf = (lines: Buffer | undefined): Record<string, unknown>[] =>
  String(lines)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

async function fromYaml(text: string): Promise<unknown> {
  const cwd = await mkdtemp(join(root, 'yaml-'));
  // Its own tag for a function of a file beside it.
  await writeFile(join(cwd, 'file.yaml'), text.replaceAll('!function ', 'function '));
  return (await loadConfig({ cwd, configFile: 'file.yaml', rcFile: false, packageJson: false })).config;
}

describe('exports against the schemas of the tools that read them', () => {
  it('lm-eval: tasks, their group, the functions they name and the fields they fill in', async () => {
    const files = await exported('lm-eval');
    const metrics = String(files.get('metrics.py'));
    const tasks: string[] = [];
    const groups: z.infer<typeof lmEvalGroup>[] = [];
    for (const [path, bytes] of files) {
      if (!path.endsWith('.yaml')) continue;
      const value = await fromYaml(String(bytes));
      const group = lmEvalGroup.safeParse(value);
      if (group.success) {
        groups.push(group.data);
        continue;
      }
      const task = lmEvalTask.parse(value);
      tasks.push(task.task);
      const functions = [task.process_results, ...task.metric_list.map(({ aggregation }) => aggregation)];
      for (const name of functions) expect(metrics).toContain(`def ${name.split('.')[1]}(`);
      const rows = rowsOf(files.get(task.dataset_kwargs.data_files[task.test_split] ?? ''));
      const fields = [...`${task.doc_to_text} ${task.doc_to_target}`.matchAll(/\{\{(\w+)\}\}/g)];
      expect(fields.length).toBeGreaterThan(1);
      for (const row of rows) for (const [, field] of fields) expect(row[field ?? '']).toBeTypeOf('string');
    }
    expect(groups.map(({ task }) => [...task].sort())).toEqual([tasks.sort()]);
    expect(tasks).toHaveLength(4);
  });

  it('EvalScope: rows of both datasets', async () => {
    const files = await exported('evalscope');
    expect(files.size).toBe(4);
    for (const [path, bytes] of files) {
      expect(path).toMatch(/^(mcq\/[\w-]+_val|qa\/[\w-]+_test)\.jsonl$/);
      const schema = path.startsWith('mcq/') ? evalScopeChoice : evalScopeQuestion;
      for (const row of rowsOf(bytes)) schema.parse(row);
    }
  });

  it('Inspect: samples', async () => {
    const files = await exported('inspect');
    expect(files.size).toBe(4);
    for (const bytes of files.values()) for (const row of rowsOf(bytes)) inspectSample.parse(row);
  });

  it('Hugging Face: a card whose configurations are the Parquet files', async () => {
    const files = await exported('hf');
    const [, front = ''] = String(files.get('README.md')).split('---\n');
    const { configs } = card.parse(await fromYaml(front));
    const named = configs.flatMap(({ data_files }) => data_files.map(({ path }) => path));
    expect(named.sort()).toEqual([...files.keys()].filter((path) => path.endsWith('.parquet')).sort());
    for (const path of named) {
      const bytes = files.get(path) ?? Buffer.alloc(0);
      // Parquet begins and ends with its name.
      expect([bytes.subarray(0, 4), bytes.subarray(-4)].map(String)).toEqual(['PAR1', 'PAR1']);
    }
  });
});
