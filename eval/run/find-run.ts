import { join, resolve } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import { exists, readJson } from '../../src/core/files.js';
import { readJournal } from '../../src/core/journal.js';
import type { Workspace } from '../../src/core/workspace.js';
import {
  type GradeRecord,
  gradeRecordSchema,
  type ResponseRecord,
  responseRecordSchema,
  runRecordSchema,
} from '../records.js';
import { allRuns, runFiles, type StoredRun } from './run-folder.js';
import { modelInWords } from './run-names.js';

/**
 * A run by its folder, its id, or the beginning of its id.
 *
 * @throws MixevalError `not-found`, naming the latest runs; `usage` where several begin like this; `corrupt`, `invalid-data`
 *   where none does and a run's record cannot be read
 */
export async function findRun(workspace: Workspace, name: string): Promise<StoredRun> {
  const folder = resolve(name);
  const file = join(folder, runFiles.run);
  if (await exists(file)) return { record: await readJson(file, runRecordSchema), path: folder };
  const { runs, damaged } = await newestFirst(workspace);
  const found = runs.filter(({ record }) => record.id === name);
  const alike = found.length > 0 ? found : runs.filter(({ record }) => record.id.startsWith(name));
  const [run, other] = alike;
  if (run && !other) return run;
  if (run) {
    throw new MixevalError('usage', `Several runs are named "${name}".`, {
      next: `Give one's folder:\n${inLines(alike)}`,
    });
  }
  if (damaged) throw damaged;
  throw new MixevalError('not-found', `There is no run "${name}".`, {
    next: runs.length > 0 ? `The latest are:\n${inLines(runs)}` : makeOne,
    details: { name },
  });
}

/**
 * The complete run that was started last; where none is complete, the last of all.
 *
 * @throws MixevalError `not-found` where there is none
 */
export async function latestRun(workspace: Workspace): Promise<StoredRun> {
  const { runs, damaged } = await newestFirst(workspace);
  const run = runs.find(({ record }) => record.finishedAt !== null) ?? runs[0];
  if (run) return run;
  if (damaged) throw damaged;
  throw new MixevalError('not-found', 'There is no run yet.', { next: makeOne });
}

const makeOne = 'Make one with `mixeval evaluate`.';

/** The runs that can be read, and what is wrong with one that cannot. */
async function newestFirst(
  workspace: Workspace,
): Promise<{ readonly runs: StoredRun[]; readonly damaged: MixevalError | undefined }> {
  const runs: StoredRun[] = [];
  const damaged: MixevalError[] = [];
  for await (const run of allRuns(workspace, (error) => damaged.push(error))) runs.push(run);
  runs.sort((a, b) => (a.record.startedAt < b.record.startedAt ? 1 : -1));
  return { runs, damaged: damaged[0] };
}

function inLines(runs: readonly StoredRun[]): string {
  return runs
    .slice(0, 5)
    .map(
      ({ record, path }) =>
        `${record.id} (${modelInWords(record)}, ${record.version} ${record.benchmark}): ${path}`,
    )
    .join('\n');
}

/** A run's responses in the order they came; of a question that was asked again, all of them. */
export function readResponses({ path }: Pick<StoredRun, 'path'>): AsyncGenerator<ResponseRecord> {
  return readJournal(join(path, runFiles.responses), responseRecordSchema);
}

/** A run's grades: of each item and repeat the last. */
export async function readGrades({ path }: Pick<StoredRun, 'path'>): Promise<GradeRecord[]> {
  const grades = new Map<string, GradeRecord>();
  for await (const grade of readJournal(join(path, runFiles.grades), gradeRecordSchema)) {
    grades.set(`${grade.item} ${grade.repeat}`, grade);
  }
  return [...grades.values()];
}
