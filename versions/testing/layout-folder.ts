import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A row of MixEval's layout, right or wrong. */
export type Row = Readonly<Record<string, unknown>>;

/** Writes a folder in MixEval's layout, indented as the published files are. */
export async function writeLayout(
  folder: string,
  files: Readonly<Record<string, Readonly<Record<string, Row>>>>,
): Promise<string> {
  for (const [name, rows] of Object.entries(files)) {
    const path = join(folder, `${name}.json`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(rows, null, 4));
  }
  return folder;
}

/** A free-form row; fields can be replaced. */
export function freeForm(prompt: string, more: Row = {}): Row {
  return {
    problem_type: 'free-form',
    context: null,
    prompt,
    target: ['yes', 'yes indeed'],
    benchmark_name: 'Rivers',
    ...more,
  };
}

/** A multiple-choice row; fields can be replaced. */
export function multipleChoice(prompt: string, more: Row = {}): Row {
  return {
    problem_type: 'multiple-choice',
    context: 'None',
    prompt,
    options: ['short', 'long'],
    target: [1],
    benchmark_name: 'Sums',
    ...more,
  };
}
