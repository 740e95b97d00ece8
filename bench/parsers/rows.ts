import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRun, gradeResponses, readGrades, readResponses, type StoredRun } from '../../eval/index.js';
import { isSettled as settles } from '../../eval/parsers/cascade.js';
import { sha256 } from '../../src/core/hash.js';
import { type Format, formats } from '../../src/core/schemas/item.js';
import { type Workspace, workspaceAt } from '../../src/core/workspace.js';
import { importRelease, openRelease } from '../../versions/index.js';

/** One real response with what the rules say of it. */
export interface RulesRow {
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
  /** Whether nobody else is asked: it is scored, or plainly a refusal. */
  readonly isSettled: boolean;
}

/** One with its judge's stored verdict beside it. */
export interface Row extends RulesRow {
  /** 0 to 1. */
  readonly judge: number;
}

const version = '2024-06-01';

/** Real responses: of some systems a judge's verdicts are stored, of others there are only the responses. */
export interface RealRows {
  readonly judged: readonly Row[];
  readonly alone: readonly RulesRow[];
}

/** Grades the responses of each model by rules, and by the stored verdicts where there are any, on the imported release. */
export async function realRows(
  data: string,
  models: { readonly judged: readonly string[]; readonly alone: readonly string[] },
): Promise<RealRows> {
  const root = await mkdtemp(join(tmpdir(), 'mixeval-parsers-'));
  try {
    const workspace = workspaceAt(root);
    await importRelease({
      workspace,
      folder: join(data, 'releases/mixeval-2024-06-01'),
      version,
      date: version,
    });
    const judged: Row[] = [];
    for (const model of models.judged) {
      const verdicts = await verdictsOf(workspace, data, model);
      for (const { place, ...row } of await rulesRows(workspace, data, model)) {
        const judge = verdicts.get(place);
        if (typeof judge === 'number') judged.push({ ...row, judge });
      }
    }
    const alone: RulesRow[] = [];
    for (const model of models.alone) alone.push(...(await rulesRows(workspace, data, model)));
    return { judged, alone };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The stored verdicts on a model's responses, by item and repeat. */
async function verdictsOf(
  workspace: Workspace,
  data: string,
  model: string,
): Promise<Map<string, number | null>> {
  const grades = await readGrades(await graded(workspace, data, model, 'stored'));
  return new Map(grades.map((grade) => [placeOf(grade), grade.score]));
}

async function rulesRows(
  workspace: Workspace,
  data: string,
  model: string,
): Promise<(RulesRow & { readonly place: string })[]> {
  const { splits } = await openRelease(workspace, version, { benchmarks: ['mixeval'] });
  const items = new Map(
    formats.flatMap((format) =>
      (splits.mixeval?.[format].items ?? []).map(
        (item) => [item.id, { format, keys: item.keys ?? [] }] as const,
      ),
    ),
  );
  const run = await graded(workspace, data, model, 'rule');
  const hashes = new Map<string, string>();
  for await (const response of readResponses(run)) {
    hashes.set(placeOf(response), sha256(`${response.item}\u0000${response.response}`));
  }
  return (await readGrades(run)).flatMap((grade) => {
    const known = items.get(grade.item);
    if (!known) return [];
    const place = placeOf(grade);
    const id = known.keys[grade.repeat] ?? '';
    const hash = hashes.get(place) ?? '';
    const isSettled = grade.score !== null || settles(grade);
    return [{ place, model, format: known.format, id, hash, rules: grade.score, by: grade.by, isSettled }];
  });
}

async function graded(workspace: Workspace, data: string, model: string, parser: string): Promise<StoredRun> {
  const path = join(data, 'results/mixeval_2024-06-01_responses', model);
  const outcomes = await gradeResponses({ workspace, version, paths: [path], parser });
  const outcome = outcomes.find(({ benchmark }) => benchmark === 'mixeval');
  return findRun(workspace, outcome?.path ?? '');
}

function placeOf({ item, repeat }: { readonly item: string; readonly repeat: number }): string {
  return `${item} ${repeat}`;
}
