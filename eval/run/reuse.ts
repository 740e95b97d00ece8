import { join } from 'node:path';
import { addTo } from '../../src/core/groups.js';
import { canonicalJson } from '../../src/core/hash.js';
import { readJournal } from '../../src/core/journal.js';
import { benchmarks } from '../../src/core/schemas/release-item.js';
import type { Workspace } from '../../src/core/workspace.js';
import {
  type GradeRecord,
  gradeRecordSchema,
  type ResponseRecord,
  type RunRecord,
  responseRecordSchema,
} from '../records.js';
import { folderOfRuns, runFiles, runsIn, type StoredRun, subfolders } from './run-folder.js';

/** What an earlier run was answered to a question, and what its judge said of it. */
export interface EarlierAnswer {
  readonly response: ResponseRecord;
  readonly grades: readonly GradeRecord[];
}

/**
 * What earlier runs of the same model on the same server were answered to the same questions, in any release. Newest runs
 * first, one answer a key; failures that may pass are no answers. A judge's grades and audits come along where parser, judge and
 * program are the same too; what rules alone say costs nothing and is asked anew. A run that is to be fresh takes answers of its
 * own session only.
 *
 * @param wanted what an answer is wanted for, as it is now: an answer that was taken is wanted no longer
 */
export async function* earlierAnswers(
  workspace: Workspace,
  run: StoredRun,
  wanted: Wanted,
): AsyncGenerator<EarlierAnswer> {
  for (const earlier of wanted.isOpen ? await earlierRuns(workspace, run) : []) {
    const grades = isGradedAlike(earlier.record, run.record)
      ? await gradesOf(earlier, wanted)
      : new Map<string, GradeRecord[]>();
    const file = join(earlier.path, runFiles.responses);
    for await (const response of readJournal(file, responseRecordSchema)) {
      if (!isAnswer(response) || !wanted.isOpenKey(response.key)) continue;
      yield { response, grades: grades.get(response.key) ?? [] };
    }
    if (!wanted.isOpen) return;
  }
}

/** Questions without an answer. */
export interface Wanted {
  readonly isOpen: boolean;
  isOpenKey(key: string): boolean;
}

async function gradesOf({ path }: StoredRun, wanted: Wanted): Promise<Map<string, GradeRecord[]>> {
  const grades = new Map<string, GradeRecord[]>();
  for await (const grade of readJournal(join(path, runFiles.grades), gradeRecordSchema)) {
    const isJudged = grade.parser === 'model' || grade.audit !== undefined;
    if (isJudged && wanted.isOpenKey(grade.key)) addTo(grades, grade.key, grade);
  }
  return grades;
}

/** Whether a response need not be asked for again: an answer, or a failure that would come again. */
export function isAnswer({ failure }: Pick<ResponseRecord, 'failure'>): boolean {
  return failure !== 'provider-error';
}

function isGradedAlike(a: RunRecord, b: RunRecord): boolean {
  return (
    a.parser === b.parser &&
    a.judge === b.judge &&
    canonicalJson(a.judgeOrigins ?? []) === canonicalJson(b.judgeOrigins ?? []) &&
    a.judging === b.judging &&
    a.mixevalVersion === b.mixevalVersion
  );
}

async function earlierRuns(workspace: Workspace, { record, path }: StoredRun): Promise<StoredRun[]> {
  const found: StoredRun[] = [];
  for (const version of await subfolders(workspace.runs)) {
    for (const benchmark of benchmarks) {
      found.push(...(await runsIn(folderOfRuns(workspace, { version, model: record.model, benchmark }))));
    }
  }
  return found
    .filter((earlier) => earlier.path !== path && earlier.record.origin === record.origin)
    .filter((earlier) => !record.fresh || earlier.record.startedAt === record.startedAt)
    .sort((a, b) => (a.record.startedAt < b.record.startedAt ? 1 : -1));
}
