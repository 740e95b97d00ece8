import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Workspace, workspaceAt } from '../../src/core/workspace.js';
import { importRelease } from '../../versions/index.js';

export const copiedVersion = 'copied';

/** The rows of the release's two files by key: rows 0 and 3 of the free-form file are the same item. */
export const freeFormRows = [
  row('How many legs has a spider?', ['8', 'eight'], 'Legs'),
  row('How many legs has an ant?', ['6', 'six'], 'Legs'),
  row('Which gas do plants take in?', ['carbon dioxide', 'CO2'], 'Plants'),
  row('How many legs has a spider?', ['8', 'eight'], 'Legs'),
];
export const choiceRows = [
  {
    ...row('Which of these flies?', [1], 'Choices'),
    problem_type: 'multiple-choice',
    options: ['mole', 'bat'],
  },
  {
    ...row('Which of these swims?', [0], 'Choices'),
    problem_type: 'multiple-choice',
    options: ['cod', 'hen'],
  },
];

function row(prompt: string, target: (string | number)[], benchmark_name: string) {
  return { problem_type: 'free-form', context: null, prompt, target, benchmark_name };
}

/** A workspace with an imported release whose first free-form item has a copy; all is removed afterwards. */
export async function withCopies<T>(work: (workspace: Workspace, folder: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'mixeval-grade-'));
  try {
    const layout = join(root, 'layout');
    await put(join(layout, 'mixeval/free-form.json'), JSON.stringify({ ...freeFormRows }));
    await put(join(layout, 'mixeval/multiple-choice.json'), JSON.stringify({ ...choiceRows }));
    const workspace = workspaceAt(join(root, 'workspace'));
    await importRelease({ workspace, folder: layout, version: copiedVersion, date: '2025-01-01' });
    return await work(workspace, join(root, 'given'));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Writes a file, making the folders above it. */
export async function put(path: string, data: string | Uint8Array): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, data);
  return path;
}

/** Lines as MixEval writes them: the item's fields, its key as `id`, and what is added to each. */
export function mixevalLines(
  rows: readonly object[],
  added: readonly Readonly<Record<string, unknown>>[],
): string {
  return rows
    .map(
      (fields, key) =>
        `${JSON.stringify({ ...fields, id: String(key), formated_input: '', ...added[key] })}\n`,
    )
    .join('');
}
