import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../src/core/workspace.js';
import { exportRelease } from './export.js';
import { exportFormats } from './formats/index.js';
import { importRelease } from './import.js';
import { parseLayoutFile } from './mixeval-layout.js';
import { freeForm, multipleChoice, writeLayout } from './testing/layout-folder.js';
import { inWorkspace, syntheticDraft, syntheticFacts } from './testing/synthetic-draft.js';
import { writeRelease } from './write.js';

const version = '2025-01-01';

const built = (workspace: Workspace) =>
  writeRelease(workspace, syntheticDraft(version), syntheticFacts(version));

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

// The contract of every export format.
describe.each(exportFormats.all())('export format $name', (format) => {
  it('describes itself in one line', () => {
    expect(format.name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(format.description).toMatch(/^[^\n]{10,120}$/);
  });

  it('writes what it says it wrote, the same bytes each time', () =>
    inWorkspace(async (workspace) => {
      await built(workspace);
      const contents: Buffer[][] = [];
      for (const name of ['one', 'two']) {
        const out = join(workspace.root, name);
        const report = await exportRelease({ workspace, version, format: format.name, out });
        const files = await filesUnder(out);
        expect(report.files.map((path) => join(out, path)).sort()).toEqual(files);
        expect(files.length).toBeGreaterThan(0);
        contents.push(await Promise.all(files.map((file) => readFile(file))));
      }
      expect(contents[0]).toEqual(contents[1]);
    }));

  it('hands on no damaged release, and leaves nothing behind', () =>
    inWorkspace(async (workspace) => {
      const { folder } = await built(workspace);
      await writeFile(join(folder, 'mixeval-hard', 'multiple-choice.json'), '{}\n');
      const out = join(workspace.root, 'out');
      await expect(exportRelease({ workspace, version, format: format.name, out })).rejects.toMatchObject({
        code: 'corrupt',
      });
      expect(await readdir(workspace.root)).toEqual(['versions']);
    }));

  it('overwrites nothing', () =>
    inWorkspace(async (workspace) => {
      await built(workspace);
      await writeFile(join(workspace.root, 'mine.txt'), 'mine');
      const attempt = exportRelease({ workspace, version, format: format.name, out: workspace.root });
      await expect(attempt).rejects.toMatchObject({ code: 'exists' });
      const out = join(workspace.root, 'empty');
      await mkdir(out);
      await exportRelease({ workspace, version, format: format.name, out });
    }));
});

describe('exportRelease', () => {
  it("gives back an import's original bytes", () =>
    inWorkspace(async (workspace) => {
      const folder = await writeLayout(join(workspace.root, 'theirs'), {
        'mixeval/free-form': {
          '0': freeForm('Is it?'),
          '1': freeForm('Is it?'),
          '2': freeForm('Bad?', { target: [] }),
        },
        'mixeval/multiple-choice': { '0': multipleChoice('How?') },
      });
      await importRelease({ workspace, folder, version: 'v1' });
      const out = join(workspace.root, 'out');
      await exportRelease({ workspace, version: 'v1', format: 'mixeval', out });
      const [given, back] = [await filesUnder(folder), await filesUnder(out)];
      expect(back.map((file) => file.slice(out.length))).toEqual(
        given.map((file) => file.slice(folder.length)),
      );
      for (const [place, file] of given.entries()) {
        expect(await readFile(back[place] ?? '')).toEqual(await readFile(file));
      }
    }));

  it("writes a built release so that MixEval's layout reads it, item by item", () =>
    inWorkspace(async (workspace) => {
      await built(workspace);
      const out = join(workspace.root, 'out');
      await exportRelease({ workspace, version, format: 'mixeval', out });
      const file = join(out, 'mixeval', 'multiple-choice.json');
      const { items, leftOut } = parseLayoutFile(await readFile(file, 'utf8'), 'multiple-choice', file);
      const drawn = syntheticDraft(version).splits.mixeval?.['multiple-choice'].items ?? [];
      expect(leftOut).toEqual([]);
      expect(items.map(({ item, keys }) => [item.id, keys])).toEqual(
        drawn.map(({ id }, place) => [id, [String(place)]]),
      );
    }));

  it('leaves out of a built release what may not be published in plain text', () =>
    inWorkspace(async (workspace) => {
      const draft = syntheticDraft(version);
      const { mixeval } = draft.splits;
      if (!mixeval) throw new Error('There should be a normal benchmark.');
      const items = mixeval['free-form'].items.map((item, place) =>
        place === 3 ? { ...item, benchmark_name: 'GPQA', benchmarks: ['GPQA'] } : item,
      );
      const splits = { mixeval: { ...mixeval, 'free-form': { ...mixeval['free-form'], items } } };
      await writeRelease(workspace, { ...draft, splits }, syntheticFacts(version));
      for (const format of ['mixeval', 'inspect']) {
        const out = join(workspace.root, format);
        await exportRelease({ workspace, version, format, out });
        const ending = format === 'mixeval' ? 'json' : 'jsonl';
        const text = await readFile(join(out, 'mixeval', `free-form.${ending}`), 'utf8');
        expect(text).not.toContain(items[3]?.id);
        expect(text).toContain(items[4]?.id);
      }
    }));

  it("writes lm-evaluation-harness' tasks: each names its data, its metric and the group its tasks", () =>
    inWorkspace(async (workspace) => {
      await built(workspace);
      const out = join(workspace.root, 'out');
      const { files } = await exportRelease({ workspace, version, format: 'lm-eval', out });
      const task = 'mixeval_2025_01_01_mixeval_multiple_choice';
      expect(files).toContain(`${task}.yaml`);
      const yaml = await readFile(join(out, `${task}.yaml`), 'utf8');
      expect(yaml).toContain(`task: ${task}\n`);
      expect(yaml).toContain(`test: ${task}.jsonl\n`);
      const [first] = (await readFile(join(out, `${task}.jsonl`), 'utf8')).split('\n');
      const item = syntheticDraft(version).splits.mixeval?.['multiple-choice'].items[0];
      expect(JSON.parse(first ?? '')).toMatchObject({
        id: item?.id,
        weight: item?.weight,
        canary: item?.canary,
      });
      const group = await readFile(join(out, 'mixeval_2025_01_01.yaml'), 'utf8');
      expect(group.match(/^ {2}- /gm)).toHaveLength(4);
    }));

  it('writes samples of Inspect and datasets of EvalScope with the right answer', () =>
    inWorkspace(async (workspace) => {
      await built(workspace);
      const [one, two] = [join(workspace.root, 'one'), join(workspace.root, 'two')];
      await exportRelease({ workspace, version, format: 'inspect', out: one });
      await exportRelease({ workspace, version, format: 'evalscope', out: two });
      const lines = async (...path: string[]) =>
        (await readFile(join(...path), 'utf8'))
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line));
      const drawn = syntheticDraft(version).splits.mixeval?.['multiple-choice'].items ?? [];
      const samples = await lines(one, 'mixeval', 'multiple-choice.jsonl');
      const rows = await lines(two, 'mcq', 'mixeval_val.jsonl');
      for (const [place, item] of drawn.entries()) {
        const right = 'options' in item ? item.options[item.target[0]] : '';
        const sample = samples[place];
        expect(sample.choices[sample.target.charCodeAt(0) - 65]).toBe(right);
        expect(rows[place][rows[place].answer]).toBe(right);
        expect([rows[place].canary, sample.metadata.canary]).toEqual([item.canary, item.canary]);
      }
    }));

  it('writes Parquet files that hold every item, and a card that names them', () =>
    inWorkspace(async (workspace) => {
      await built(workspace);
      const out = join(workspace.root, 'out');
      await exportRelease({ workspace, version, format: 'hf', out });
      const { DuckDBInstance } = await import('@duckdb/node-api');
      const connection = await (await DuckDBInstance.create(':memory:')).connect();
      const file = join(out, 'data', 'mixeval-free-form.parquet');
      const reader = await connection.runAndReadAll(`SELECT id, answers, weight FROM '${file}'`);
      const drawn = syntheticDraft(version).splits.mixeval?.['free-form'].items ?? [];
      expect(reader.getRowsJson()).toEqual(drawn.map(({ id, target, weight }) => [id, target, weight]));
      connection.closeSync();
      const card = await readFile(join(out, 'README.md'), 'utf8');
      expect(card).toMatch(/^---\n[\s\S]*path: data\/mixeval-free-form\.parquet[\s\S]*\n---\n/);
    }));

  it('names the formats there are', () =>
    inWorkspace(async (workspace) => {
      const attempt = exportRelease({ workspace, version, format: 'mixevall', out: 'x' });
      await expect(attempt).rejects.toMatchObject({
        code: 'usage',
        next: expect.stringContaining('"mixeval"'),
      });
    }));
});
