import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Workspace, workspaceAt } from '../../src/core/workspace.js';
import { importRelease } from '../../versions/index.js';
import type { LoopbackRequest } from '../loopback/index.js';

export const sumVersion = 'sums';

/** Runs a test in a workspace of its own that holds a release of sums; it is removed afterwards. */
export async function withSums<T>(
  { items, hard = 0 }: { readonly items: number; readonly hard?: number },
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'mixeval-run-'));
  try {
    const workspace = workspaceAt(join(root, 'workspace'));
    const layout = join(root, 'layout');
    await writeSums(join(layout, 'mixeval'), items);
    // The Hard benchmark holds the first of the same items: they stand in both.
    if (hard > 0) await writeSums(join(layout, 'mixeval-hard'), hard);
    await importRelease({ workspace, folder: layout, version: sumVersion, date: '2025-01-01' });
    return await work(workspace);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Half of the items ask for a sum, half for the option that is the sum. */
async function writeSums(folder: string, items: number): Promise<void> {
  const rows = (count: number, row: (number: number) => object): string =>
    JSON.stringify(
      Object.fromEntries(Array.from({ length: count }, (_, number) => [String(number), row(number)])),
    );
  await mkdir(folder, { recursive: true });
  const freeForm = rows(Math.ceil(items / 2), (number) => ({
    problem_type: 'free-form',
    context: null,
    prompt: `How much is ${number} + 1000?`,
    target: [String(number + 1000)],
    benchmark_name: 'Sums',
  }));
  const multipleChoice = rows(Math.floor(items / 2), (number) => ({
    problem_type: 'multiple-choice',
    context: null,
    prompt: `Which of these is ${number} + 2000?`,
    options: [String(number + 2001), String(number + 2000), String(number + 2002)],
    target: [1],
    benchmark_name: 'Choices',
  }));
  await writeFile(join(folder, 'free-form.json'), freeForm);
  await writeFile(join(folder, 'multiple-choice.json'), multipleChoice);
}

/** What a request asks: the first summand, and whether options go with it. */
export function sumIn({ text }: LoopbackRequest): { readonly summand: number; readonly isChoice: boolean } {
  const found = /(\d+) \+ (1000|2000)/.exec(text);
  return { summand: Number(found?.[1]), isChoice: found?.[2] === '2000' };
}

/** Three questions in four are answered rightly: those whose summand is not a multiple of four. */
export function answerSum(request: LoopbackRequest): string {
  const { summand, isChoice } = sumIn(request);
  const isRight = summand % 4 !== 0;
  if (isChoice) return isRight ? 'B' : 'A';
  return String(isRight ? summand + 1000 : summand);
}
