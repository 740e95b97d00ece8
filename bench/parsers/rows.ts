import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRun, gradeResponses, readGrades, readResponses } from '../../eval/index.js';
import { sha256 } from '../../src/core/hash.js';
import { type Format, formats } from '../../src/core/schemas/item.js';
import { type Workspace, workspaceAt } from '../../src/core/workspace.js';
import { importRelease, openRelease } from '../../versions/index.js';

/** One real response with what rules and the judge's stored verdict say of it. */
export interface Row {
  readonly model: string;
  readonly format: Format;
  /** Its item's key in MixEval's file. */
  readonly id: string;
  /** Responses of one hash answer the same question with the same words. */
  readonly hash: string;
  /** 0 to 1; null where the rules leave it open. */
  readonly rules: number | null;
  /** The rule's name. */
  readonly by: string;
  /** 0 to 1. */
  readonly judge: number;
}

const version = '2024-06-01';

/** Grades the responses of each model twice, by rules and by the stored verdicts, on the imported release. */
export async function realRows(data: string, models: readonly string[]): Promise<Row[]> {
  const root = await mkdtemp(join(tmpdir(), 'mixeval-parsers-'));
  try {
    const workspace = workspaceAt(root);
    await importRelease({
      workspace,
      folder: join(data, 'releases/mixeval-2024-06-01'),
      version,
      date: version,
    });
    const rows: Row[] = [];
    for (const model of models) rows.push(...(await rowsOf(workspace, data, model)));
    return rows;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function rowsOf(workspace: Workspace, data: string, model: string): Promise<Row[]> {
  const { splits } = await openRelease(workspace, version, { benchmarks: ['mixeval'] });
  const items = new Map(
    formats.flatMap((format) =>
      (splits.mixeval?.[format].items ?? []).map(
        (item) => [item.id, { format, keys: item.keys ?? [] }] as const,
      ),
    ),
  );
  const path = join(data, 'results/mixeval_2024-06-01_responses', model);
  const graded = async (parser: string) => {
    const [outcome] = await gradeResponses({ workspace, version, paths: [path], parser });
    return findRun(workspace, outcome?.path ?? '');
  };
  const byRules = await graded('rule');
  const judged = await readGrades(await graded('stored'));
  const verdicts = new Map(judged.map(({ item, repeat, score }) => [`${item} ${repeat}`, score]));
  const hashes = new Map<string, string>();
  for await (const { item, repeat, response } of readResponses(byRules)) {
    hashes.set(`${item} ${repeat}`, sha256(`${item}\u0000${response}`));
  }
  return (await readGrades(byRules)).flatMap(({ item, repeat, score, by }) => {
    const known = items.get(item);
    const place = `${item} ${repeat}`;
    const judge = verdicts.get(place);
    if (!known || typeof judge !== 'number') return [];
    const id = known.keys[repeat] ?? '';
    return [{ model, format: known.format, id, hash: hashes.get(place) ?? '', rules: score, by, judge }];
  });
}
