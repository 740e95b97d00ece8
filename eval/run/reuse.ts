import { join } from 'node:path';
import { runsFolder, type Workspace } from '../../src/core/workspace.js';
import {
  type GradeRecord,
  gradeRecordSchema,
  type ResponseRecord,
  type RunRecord,
  responseRecordSchema,
} from '../records.js';
import { readJournal } from './journal.js';
import { runFiles, runsIn, type StoredRun, subfolders } from './run-folder.js';

export interface ReuseOptions {
  readonly workspace: Workspace;
  /** The run that looks for answers; it is left out. */
  readonly run: StoredRun;
  /** Only runs of this session are looked through (`--fresh`). */
  readonly sessionOnly: boolean;
  /** Keys that an answer is wanted for. */
  readonly wanted: ReadonlySet<string>;
  /** Takes an answer and, where they hold for this run too, its grades. */
  readonly take: (response: ResponseRecord, grades: readonly GradeRecord[]) => Promise<void>;
}

/**
 * Hands over what earlier runs of the same model on the same server were answered to the same questions, in any release.
 * Newest runs first, one answer a key; failures that may pass are no answers. Grades are handed over where parser, judge
 * and program are the same too.
 */
export async function reuseAnswers({
  workspace,
  run,
  sessionOnly,
  wanted,
  take,
}: ReuseOptions): Promise<void> {
  const open = new Set(wanted);
  for (const earlier of open.size > 0 ? await earlierRuns(workspace, run, sessionOnly) : []) {
    const grades = isGradedAlike(earlier.record, run.record)
      ? await gradesOf(earlier, open)
      : new Map<string, GradeRecord[]>();
    const file = join(earlier.path, runFiles.responses);
    for await (const response of readJournal(file, responseRecordSchema)) {
      if (!isAnswer(response) || !open.delete(response.key)) continue;
      await take(response, grades.get(response.key) ?? []);
    }
    if (open.size === 0) return;
  }
}

async function gradesOf({ path }: StoredRun, keys: ReadonlySet<string>): Promise<Map<string, GradeRecord[]>> {
  const grades = new Map<string, GradeRecord[]>();
  for await (const grade of readJournal(join(path, runFiles.grades), gradeRecordSchema)) {
    if (keys.has(grade.key)) grades.set(grade.key, [...(grades.get(grade.key) ?? []), grade]);
  }
  return grades;
}

/** Whether a response need not be asked for again: an answer, or a failure that would come again. */
export function isAnswer({ failure }: Pick<ResponseRecord, 'failure'>): boolean {
  return failure !== 'provider-error';
}

function isGradedAlike(a: RunRecord, b: RunRecord): boolean {
  return a.parser === b.parser && a.judge === b.judge && a.mixevalVersion === b.mixevalVersion;
}

async function earlierRuns(workspace: Workspace, run: StoredRun, sessionOnly: boolean): Promise<StoredRun[]> {
  const { model, origin, startedAt, id } = run.record;
  const found: StoredRun[] = [];
  for (const version of await subfolders(workspace.runs)) {
    for (const benchmark of await subfolders(runsFolder(workspace, version, model, '.'))) {
      found.push(...(await runsIn(runsFolder(workspace, version, model, benchmark))));
    }
  }
  return found
    .filter(({ path, record }) => path !== run.path && record.origin === origin && record.id !== id)
    .filter(({ record }) => !sessionOnly || record.startedAt === startedAt)
    .sort((a, b) => (a.record.startedAt < b.record.startedAt ? 1 : -1));
}
