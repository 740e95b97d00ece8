import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { emptyFolder, mixeval } from '../../../test/command-line.js';
import { itemSchema } from '../../core/schemas/item.js';

let folder: string;

beforeEach(async () => {
  folder = await emptyFolder();
  const rows = [
    { ask: 'What floats?', choices: ['stone', 'cork'], right: 1 },
    { ask: 'What sinks?', choices: ['stone', 'stone'], right: 1 },
  ];
  await writeFile(join(folder, 'mine.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  await writeFile(join(folder, 'notes.md'), 'Notes.');
});

const run = (...args: readonly string[]) => mixeval([...args, '--workspace', 'ws'], { cwd: folder });
const json = async (...args: readonly string[]): Promise<unknown> => {
  const { code, stdout, stderr } = await run(...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
};
const map = ['--map', 'prompt=ask,options=choices,target=right'];

describe('mixeval pool', () => {
  it('adds a file of the user, lists it, shows it and takes it out', async () => {
    const report = {
      name: 'mine',
      read: 2,
      kept: 1,
      rejected: { 'repeated-options': 1 },
      output: join(folder, 'ws/corpus/pools/mine.jsonl'),
    };
    expect(await json('pool', 'add', 'mine', 'mine.jsonl', ...map, '--licence', 'MIT')).toMatchObject(report);
    expect(await json('pool', 'list')).toMatchObject({
      pools: [
        { name: 'mine', licence: 'MIT', counts: { 'free-form': 0, 'multiple-choice': 1 }, refusedFiles: [] },
      ],
    });
    expect(await json('pool', 'show', 'mine', '--examples', '1')).toMatchObject({
      manifest: { kept: 1 },
      examples: [{ prompt: 'What floats?' }],
    });
    expect(await json('pool', 'remove', 'mine')).toEqual({ name: 'mine', removed: 1 });
    expect(await json('pool', 'list')).toEqual({ pools: [] });
  });

  it('tells people what became of their rows and files', async () => {
    const added = await run('pool', 'add', 'mine', '.', ...map);
    expect(added.stdout).toContain('mine: 1 item of 2 rows');
    expect(added.stdout).toContain('1 rejected, repeated-options: the same option twice');
    expect(added.stdout).toContain('not taken: notes.md');
    const { stdout } = await run('pool', 'show', 'mine');
    expect(stdout).toContain('What floats?\n  A. stone\n* B. cork');
    const listed = await run('pool', 'list');
    expect(listed.stdout).toContain('not taken: notes.md');
  });

  it.each([
    [['pool', 'add'], 2, 'gsm8k'],
    [['pool', 'add', 'gsm8'], 2, 'Did you mean "gsm8k"?'],
    [['pool', 'add', 'gsm8k'], 2, 'https://github.com/openai/grade-school-math'],
    [['pool', 'add', 'gsm8k', 'nowhere'], 1, 'nowhere'],
    [['pool', 'add', 'gsm8k', '--all', '.'], 2, '--all'],
    [['pool', 'add', 'mine', 'mine.jsonl', '--map', 'prompt=ask'], 2, 'target'],
    [['pool', 'add', 'mine', 'mine.jsonl', '--map', 'prompt=q,target=right'], 1, 'ask, choices, right'],
    [['pool', 'add', '--all', '.'], 1, 'mine.jsonl'],
    [['pool', 'add', '--all', '.', '--language', 'xx'], 2, 'Known: en, zh'],
    [['pool', 'add', 'mine', 'mine.jsonl', ...map, '--limit', '0'], 2, 'whole number'],
    [['pool', 'show', 'other'], 1, 'mixeval pool add'],
    [['results', 'import', 'mine.jsonl'], 1, 'ask, choices, right'],
  ])('%j exits %i and says "%s"', async (args, code, said) => {
    const ended = await run(...args);
    expect(ended.stderr).toContain(said);
    expect(ended.code).toBe(code);
    expect(ended.stdout).toBe('');
  });

  it('adds the benchmarks of a folder, and the results of systems on them', async () => {
    await writeFile(
      join(folder, 'copa.jsonl'),
      '{"query": "It rained, so", "choices": ["dry.", "wet."], "gold": 1}\n',
    );
    expect(await json('pool', 'add', '--all', '.')).toMatchObject({
      name: 'all',
      read: 1,
      kept: 1,
      pools: [{ name: 'copa', kept: 1 }],
      refusedFiles: [{ file: 'mine.jsonl' }, { file: 'notes.md' }],
    });
    const shown = z.object({ examples: z.array(itemSchema) }).parse(await json('pool', 'show', 'copa'));
    await writeFile(join(folder, 'scores.csv'), `subject,item,score\nm,${shown.examples[0]?.id},1\n`);
    expect(await json('results', 'list')).toEqual({ results: [] });
    expect(await json('results', 'import', 'scores.csv')).toMatchObject({
      name: 'scores',
      kept: 1,
      subjects: 1,
    });
    expect(await json('results', 'list')).toEqual({
      results: [{ name: 'scores', subjects: ['m'], items: 1, results: 1 }],
    });
  });
});
