import { join } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import { type Lock, takeLock } from '../../src/core/lock.js';
import type { Workspace } from '../../src/core/workspace.js';
import {
  createRun,
  folderOfRuns,
  type RunSpec,
  runHash,
  runsIn,
  type StoredRun,
  writeRecord,
} from './run-folder.js';

/** A run of this session: new, gone on with, or finished before the session was interrupted. */
export interface SessionRun {
  readonly run: StoredRun;
  readonly state: 'new' | 'resumed' | 'finished';
}

/** The runs of one command, locked until `close`. */
export interface Session {
  /** In the order of the specs. */
  readonly runs: readonly SessionRun[];
  close(): Promise<void>;
}

/**
 * Opens a run for each spec. All runs of one command carry the same time, so that the same command, given again after an
 * interruption, finds both the runs that are unfinished and those of that session that were finished already.
 *
 * @throws MixevalError `locked` while another process is at one of them, `usage` for two of one hash
 */
export async function openSession(workspace: Workspace, specs: readonly RunSpec[]): Promise<Session> {
  if (new Set(specs.map(runHash)).size < specs.length) {
    throw new MixevalError('usage', 'One of the models is named twice, with the same settings.', {
      next: 'Name each once; to ask each question several times there is --repeat.',
    });
  }
  const locks: Lock[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(locks.map((lock) => lock.release()));
  };
  try {
    const folders = new Map(specs.map((spec) => [folderOfRuns(workspace, spec), spec]));
    for (const [folder, { model, version, benchmark }] of folders) {
      locks.push(await takeLock(join(folder, '.lock'), `evaluate ${model} on ${version} ${benchmark}`));
    }
    return { runs: await openRuns(workspace, specs), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openRuns(workspace: Workspace, specs: readonly RunSpec[]): Promise<SessionRun[]> {
  const earlier = await Promise.all(
    specs.map(async (spec) => {
      const hash = runHash(spec);
      const runs = await runsIn(folderOfRuns(workspace, spec));
      return runs.filter(({ record }) => record.parametersHash === hash);
    }),
  );
  const unfinished = earlier.flatMap((runs) => runs.find(({ record }) => record.finishedAt === null) ?? []);
  const session = unfinished
    .map(({ record }) => record.startedAt)
    .sort()
    .at(-1);
  const now = new Date();
  const opened: SessionRun[] = [];
  for (const [index, spec] of specs.entries()) {
    const runs = earlier[index] ?? [];
    const open = runs.find(({ record }) => record.finishedAt === null);
    const finished = runs.find(({ record }) => record.finishedAt !== null && record.startedAt === session);
    if (open) opened.push({ run: await calledAsNow(open, spec), state: 'resumed' });
    else if (finished) opened.push({ run: finished, state: 'finished' });
    else opened.push({ run: await createRun(workspace, spec, now), state: 'new' });
  }
  return opened;
}

/** The run under the name that its model has in the config now. */
async function calledAsNow(run: StoredRun, { configName }: RunSpec): Promise<StoredRun> {
  const { configName: before, ...record } = run.record;
  if (configName === before) return run;
  const renamed = { ...run, record: configName === undefined ? record : { ...record, configName } };
  await writeRecord(renamed);
  return renamed;
}
