import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { addPools, listPools, readPool } from '../../corpus/index.js';
import { questionsOf } from '../../eval/contamination/texts/question.js';
import { workspaceAt } from '../../src/core/workspace.js';
import type { Figures } from './page.js';
import { realBenchmarks } from './real-data.js';
import { scanFiles } from './scan-files.js';

/** Items of a benchmark in a place below this are no row of the table. */
const fewestFound = 10;

/** Looks for the items of known benchmarks in the files of all of them. */
export async function crossed(): Promise<NonNullable<Figures['crossed']>> {
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-crossed-'));
  try {
    const workspace = workspaceAt(folder);
    await addPools({ workspace, path: realBenchmarks }, {});
    const names = (await listPools(workspace)).map(({ name }) => name);
    const pools = [];
    for (const name of names) {
      const { items } = await readPool(workspace, { names: [name] }, {});
      pools.push({ name, items });
    }
    const owners = pools.flatMap(({ name, items }) => items.map(() => name));
    const questions = questionsOf(pools.flatMap(({ items }) => items));
    const found = new Map<string, { items: Set<number>; answered: Set<number> }>();
    for (const { file, passages } of await scanFiles(questions, [realBenchmarks])) {
      for (const { question, kind, answer } of passages) {
        if (kind === 'overlap') continue;
        const key = `${owners[question]}\n${placeOf(file)}`;
        const cell = found.get(key) ?? { items: new Set(), answered: new Set() };
        cell.items.add(question);
        if (answer) cell.answered.add(question);
        found.set(key, cell);
      }
    }
    return {
      items: questions.length,
      rows: [...found].flatMap(([key, cell]) => {
        const [benchmark = '', place = ''] = key.split('\n');
        const of = owners.filter((owner) => owner === benchmark).length;
        return cell.items.size < fewestFound
          ? []
          : [{ benchmark, of, place, found: cell.items.size, answered: cell.answered.size }];
      }),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A file; of tables that are one file a subject, their folder. */
function placeOf(file: string): string {
  const inner = relative(realBenchmarks, file);
  return /^(?:mmlu|cmmlu|bbh|llm_foundry_gauntlet)\b.*\.(?:csv|json)$/.test(inner) ? dirname(inner) : inner;
}
