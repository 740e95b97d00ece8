/** Runs on disk: their folders, ids and files. */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { MixevalError, systemCode } from '../../src/core/errors.js';
import { exists, readJson, writeJson } from '../../src/core/files.js';
import { canonicalJson, sha256 } from '../../src/core/hash.js';
import { packageVersion } from '../../src/core/package.js';
import type { LongTask } from '../../src/core/progress.js';
import { runsFolder, type Workspace } from '../../src/core/workspace.js';
import { type RunRecord, runRecordSchema, type Summary, summarySchema } from '../records.js';

/** The files of a run's folder. */
export const runFiles = {
  run: 'run.json',
  responses: 'responses.jsonl',
  judgeReplies: 'judge-replies.jsonl',
  /** Replies to cases with known verdicts: in the first run of a command alone. */
  judgeCheck: 'judge-check.jsonl',
  grades: 'grades.jsonl',
  summary: 'summary.json',
} as const;

/** Stands for the parser in the record of a run whose answers are only kept. */
export const noParser = 'none';

/** What decides a run, before it has a time. */
export type RunSpec = Omit<
  RunRecord,
  'id' | 'parametersHash' | 'startedAt' | 'finishedAt' | 'mixevalVersion'
>;

/** A run on disk. */
export interface StoredRun {
  readonly record: RunRecord;
  /** Its folder. */
  readonly path: string;
}

/** sha256 of everything that decides a run: two runs of one hash are the same command given twice. */
export function runHash({ configName: _decidesNothing, ...spec }: RunSpec): string {
  return sha256(canonicalJson({ ...spec, mixevalVersion: packageVersion }));
}

/** The folder that all runs of one subject on one benchmark lie in. */
export function folderOfRuns(
  workspace: Workspace,
  spec: Pick<RunSpec, 'version' | 'model' | 'benchmark'>,
): string {
  return runsFolder(workspace, spec.version, spec.model, spec.benchmark);
}

/** Told of a run's file that cannot be read. */
export type OnDamaged = (error: MixevalError) => void;

/** Passes a damaged run over with a warning. */
export function warnOfDamaged({ onWarning }: LongTask): OnDamaged {
  return ({ message, next }) => onWarning?.(`A run is passed over: ${message} ${next ?? ''}`.trimEnd());
}

/**
 * The runs in such a folder, the newest first.
 *
 * @param onDamaged without it a damaged run is an error
 * @throws MixevalError `corrupt`, `invalid-data` naming the file
 */
export async function runsIn(folder: string, onDamaged?: OnDamaged): Promise<StoredRun[]> {
  const runs: StoredRun[] = [];
  for (const id of (await subfolders(folder)).reverse()) {
    const path = join(folder, id);
    if (!(await exists(join(path, runFiles.run)))) {
      // Killed before it was written, nothing was asked yet; where there are answers, it was lost since.
      if (await exists(join(path, runFiles.responses))) onDamaged?.(withoutRecord(path));
      continue;
    }
    const record = await readRunFile(join(path, runFiles.run), runRecordSchema, onDamaged);
    if (record) runs.push({ record, path });
  }
  return runs;
}

function withoutRecord(path: string): MixevalError {
  return new MixevalError('corrupt', `${path} holds answers and no ${runFiles.run}.`, {
    next: `Its answers can be scored again: mixeval grade ${join(path, runFiles.responses)} --version NAME --model NAME.`,
    details: { path },
  });
}

/** Whether a run was to keep answers only. */
export function isAnswersOnly({ record }: StoredRun): boolean {
  return record.parser === noParser;
}

/** Every run of a workspace that can be read, by version, model, benchmark and time. */
export async function* allRuns(workspace: Workspace, onDamaged: OnDamaged): AsyncGenerator<StoredRun> {
  for (const version of await subfolders(workspace.runs)) {
    for (const model of await subfolders(join(workspace.runs, version))) {
      for (const benchmark of await subfolders(join(workspace.runs, version, model))) {
        yield* (await runsIn(join(workspace.runs, version, model, benchmark), onDamaged)).reverse();
      }
    }
  }
}

/**
 * A run's summary, or undefined where it has none yet.
 *
 * @param onDamaged without it a summary that cannot be read is an error; with it, there is none
 * @throws MixevalError `corrupt`, `invalid-data` naming the file
 */
export async function readSummary({ path }: StoredRun, onDamaged?: OnDamaged): Promise<Summary | undefined> {
  const file = join(path, runFiles.summary);
  if (!(await exists(file))) return undefined;
  return readRunFile(file, summarySchema, onDamaged);
}

/** One of a run's JSON files; undefined where it cannot be read and somebody is told. */
async function readRunFile<S extends z.ZodType>(
  file: string,
  schema: S,
  onDamaged: OnDamaged | undefined,
): Promise<z.output<S> | undefined> {
  try {
    return await readJson(file, schema);
  } catch (error) {
    if (!onDamaged || !(error instanceof MixevalError)) throw error;
    onDamaged(error);
    return undefined;
  }
}

/** Writes a run's summary; one that is complete ends the run. */
export async function writeSummary(run: StoredRun, summary: Summary): Promise<void> {
  await writeJson(join(run.path, runFiles.summary), summary);
  if (!summary.complete) return;
  await writeRecord({ ...run, record: { ...run.record, finishedAt: new Date().toISOString() } });
}

/** Makes a new run's folder. Its id is the time and the beginning of its hash. */
export async function createRun(workspace: Workspace, spec: RunSpec, startedAt: Date): Promise<StoredRun> {
  const parametersHash = runHash(spec);
  const id = `${startedAt.toISOString().replaceAll(/[-:.]/g, '')}-${parametersHash.slice(0, 8)}`;
  const record: RunRecord = {
    id,
    ...spec,
    parametersHash,
    startedAt: startedAt.toISOString(),
    finishedAt: null,
    mixevalVersion: packageVersion,
  };
  const path = join(folderOfRuns(workspace, spec), id);
  await writeRecord({ record, path });
  return { record, path };
}

/** Writes run.json. */
export async function writeRecord({ record, path }: StoredRun): Promise<void> {
  await writeJson(join(path, runFiles.run), record);
}

/** Names of the folders in a folder, sorted; none where it does not exist. */
export async function subfolders(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
