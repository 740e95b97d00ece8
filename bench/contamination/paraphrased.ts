import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { addPool, readPool } from '../../corpus/index.js';
import { openEncoder } from '../../encoder/index.js';
import { distinctItems } from '../../eval/contamination/distinct-items.js';
import { paraphraseTargets } from '../../eval/contamination/texts/paraphrase/targets.js';
import { questionsOf } from '../../eval/contamination/texts/question.js';
import { readJsonLines } from '../../src/core/json-lines.js';
import { packageRoot } from '../../src/core/package.js';
import type { Item } from '../../src/core/schemas/item.js';
import { type Workspace, workspaceAt } from '../../src/core/workspace.js';
import { importRelease, openRelease } from '../../versions/index.js';
import { cpuSeconds } from '../bench.js';
import type { Figures } from './page.js';
import { realRelease, realTexts } from './real-data.js';
import { scanFiles } from './scan-files.js';

const rowSchema = z.strictObject({
  /** An item of the starter corpus. */
  prompt: z.string(),
  paraphrase: z.string(),
  /** A question that looks like it and asks something else. */
  other: z.string(),
  translation: z.string(),
});
/** Texts that are encoded to measure speed, and before that. */
const textsTimed = 1_000;
const warmUp = 64;
const kinds = ['paraphrase', 'translation', 'other'] as const;

/** Looks for the starter corpus's items in other words, and for a real release's in real text that is no benchmark. */
export async function paraphrased(): Promise<NonNullable<Figures['paraphrased']>> {
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-paraphrased-'));
  try {
    const workspace = workspaceAt(join(folder, 'workspace'));
    await addPool({ workspace, name: 'starter' });
    const { items } = await readPool(workspace, {});
    return { ...(await planted(items, folder)), clean: await onClean(workspace) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Of each kind how many were found, each in a text of its own, by words alone and with the embedding pass. */
async function planted(items: readonly Item[], folder: string) {
  const questions = questionsOf(items);
  const targets = paraphraseTargets(items, questions);
  const places = new Map(items.map(({ prompt }, at) => [prompt, at]));
  const rows: z.infer<typeof rowSchema>[] = [];
  for await (const row of readJsonLines(
    join(packageRoot, 'bench/contamination/paraphrases.jsonl'),
    rowSchema,
  ))
    rows.push(row);
  const all = [];
  for (const kind of kinds) {
    const file = join(folder, `${kind}.txt`);
    await writeFile(file, rows.map((row) => `${row[kind]}\n`).join(''));
    const [found] = await scanFiles(questions, [file], targets);
    const isFound = (row: (typeof rows)[number], line: number, byWords: boolean): boolean =>
      found?.passages.some(
        (passage) =>
          passage.line === line &&
          passage.question === places.get(row.prompt) &&
          (passage.kind === 'paraphrase') !== byWords,
      ) ?? false;
    const byWords = rows.filter((row, line) => isFound(row, line, true)).length;
    const byEmbedding = rows.filter((row, line) => isFound(row, line, false)).length;
    all.push({ kind, planted: rows.length, byWords, byEmbedding });
  }
  return { items: items.length, kinds: all };
}

/** Items of the real release that the embedding pass finds in real text, and what it costs. */
async function onClean(workspace: Workspace) {
  await importRelease({ workspace, folder: realRelease, version: 'real', date: '2024-06-01' });
  const items = distinctItems((await openRelease(workspace, 'real')).splits);
  const questions = questionsOf(items);
  const targets = paraphraseTargets(items, questions);
  let found: Awaited<ReturnType<typeof scanFiles>> = [];
  const seconds = await cpuSeconds(1, async () => {
    found = await scanFiles(questions, realTexts, targets);
  });
  const byWords = await cpuSeconds(1, () => scanFiles(questions, realTexts));
  const passages = found.flatMap((one) => one.passages.filter(({ kind }) => kind === 'paraphrase'));
  // For whoever reads them: they are real people's questions, so they stand in no file of the project.
  for (const { question, text, coverage } of passages) {
    process.stderr.write(
      `${items[question]?.prompt.replaceAll('\n', ' ')}\n  ${coverage.toFixed(2)} ${text}\n`,
    );
  }
  const sum = (of: (one: (typeof found)[number]) => number): number =>
    found.reduce((total, one) => total + of(one), 0);
  return {
    items: items.length,
    targets: targets.length,
    lines: sum(({ lines }) => lines),
    encoded: sum((one) => one.encoded),
    found: new Set(passages.map(({ question }) => question)).size,
    timesByWords: seconds / byWords,
    encodedPerCpuSecond: await encodingSpeed(items.map(({ prompt }) => prompt)),
  };
}

/** Texts that the bundled encoder takes in a second of processor time. */
async function encodingSpeed(texts: readonly string[]): Promise<number> {
  const encoder = await openEncoder('all-MiniLM-L6-v2/fast');
  try {
    const some = texts.slice(0, textsTimed);
    await encoder.encode(texts.slice(-warmUp));
    return some.length / (await cpuSeconds(1, () => encoder.encode(some)));
  } finally {
    await encoder.close();
  }
}
