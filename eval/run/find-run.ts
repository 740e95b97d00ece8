import { join, resolve } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import { exists, readJson } from '../../src/core/files.js';
import type { Workspace } from '../../src/core/workspace.js';
import {
  type GradeRecord,
  gradeRecordSchema,
  type ResponseRecord,
  responseRecordSchema,
  runRecordSchema,
} from '../records.js';
import { readJournal } from './journal.js';
import { allRuns, runFiles, type StoredRun } from './run-folder.js';

/**
 * A run by its folder, its id, or the beginning of its id.
 *
 * @throws MixevalError `not-found`, naming the latest runs; `usage` where several begin like this
 */
export async function findRun(workspace: Workspace, name: string): Promise<StoredRun> {
  const folder = resolve(name);
  const file = join(folder, runFiles.run);
  if (await exists(file)) return { record: await readJson(file, runRecordSchema), path: folder };
  const runs: StoredRun[] = [];
  for await (const run of allRuns(workspace)) runs.push(run);
  const found = runs.filter(({ record }) => record.id === name);
  const alike = found.length > 0 ? found : runs.filter(({ record }) => record.id.startsWith(name));
  const [run, other] = alike;
  if (run && !other) return run;
  const latest = (alike.length > 0 ? alike : runs)
    .sort((a, b) => (a.record.startedAt < b.record.startedAt ? 1 : -1))
    .slice(0, 5)
    .map(
      ({ record, path }) => `${record.id} (${record.model}, ${record.version} ${record.benchmark}): ${path}`,
    );
  if (run) {
    throw new MixevalError('usage', `Several runs are named "${name}".`, {
      next: `Give one's folder:\n${latest.join('\n')}`,
    });
  }
  throw new MixevalError('not-found', `There is no run "${name}".`, {
    next: latest.length > 0 ? `The latest are:\n${latest.join('\n')}` : 'Make one with `mixeval evaluate`.',
    details: { name },
  });
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
