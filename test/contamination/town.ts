import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { type TextMatch, type TextReport, textMatchSchema, textReportSchema } from '../../eval/index.js';
import { type Ended, emptyFolder, mixeval } from '../command-line.js';

/** The free-form questions of the release `town`. */
export const prompts = [
  'Which river runs through the old harbour town where the blue lanterns are hung every spring?',
  'How many wooden bridges cross the canal between the northern mill and the brick observatory?',
  'What is the family name of the clockmaker who repaired the tower bell after the great storm?',
  'Which metal did the three travelling smiths melt down to cast the statue of the sleeping fox?',
  'Who won?',
];
/** Its one multiple-choice question. */
export const choices = {
  prompt: 'Which of these animals was painted on the gate of the abandoned orchard near the lighthouse?',
  options: ['a hare', 'a heron', 'an otter', 'a badger'],
};

/** A workspace of its own with the release `town`, and a folder for texts. */
export interface Town {
  readonly workspace: string;
  readonly texts: string;
  /** The release's. */
  readonly canary: string;
  /** Runs a command in the workspace. */
  run(...args: string[]): Promise<Ended>;
  /** What `contamination --text` reports, and the matches of its file. */
  check(...paths: string[]): Promise<{
    readonly report: TextReport;
    readonly matches: readonly TextMatch[];
    readonly stderr: string;
  }>;
  /** Writes a text; gives its path. */
  file(name: string, data: string | Uint8Array): Promise<string>;
}

/** Imports the release from MixEval's layout. */
export async function openTown(): Promise<Town> {
  const [workspace, texts] = [await emptyFolder(), await emptyFolder()];
  const run = (...args: string[]): Promise<Ended> => mixeval([...args, '--workspace', workspace]);
  const layout = join(await emptyFolder(), 'layout', 'mixeval');
  await mkdir(layout, { recursive: true });
  const row = { context: null, benchmark_name: 'Made up' };
  const free = prompts.map((prompt, at) => ({
    ...row,
    problem_type: 'free-form',
    prompt,
    target: [['Ostrel', '17', 'Varnholt', 'tin', 'me'][at]],
  }));
  const choice = [{ ...row, problem_type: 'multiple-choice', ...choices, target: [2] }];
  await writeFile(join(layout, 'free-form.json'), JSON.stringify({ ...free }));
  await writeFile(join(layout, 'multiple-choice.json'), JSON.stringify({ ...choice }));
  const imported = await run('versions', 'import', join(layout, '..'), '--version', 'town');
  expect(imported.code, imported.stderr).toBe(0);
  const manifest = await readFile(join(workspace, 'versions/town/manifest.json'), 'utf8');
  const { canary } = z.object({ canary: z.string() }).parse(JSON.parse(manifest));
  return {
    workspace,
    texts,
    canary,
    run,
    async check(...paths) {
      const ended = await run('contamination', '--version', 'town', '--json', '--text', ...paths);
      expect(ended.code, ended.stderr).toBe(0);
      const report = textReportSchema.parse(JSON.parse(ended.stdout));
      const lines = report.matchesFile === null ? '' : await readFile(report.matchesFile, 'utf8');
      const matches = lines
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => textMatchSchema.parse(JSON.parse(line)));
      return { report, matches, stderr: ended.stderr };
    },
    async file(name, data) {
      const path = join(texts, name);
      await writeFile(path, data);
      return path;
    },
  };
}
