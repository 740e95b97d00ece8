import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import { type Format, formats } from '../../src/core/schemas/item.js';
import type { ReleaseItem, SplitView } from '../../src/core/schemas/release-item.js';
import type { Workspace } from '../../src/core/workspace.js';
import { openRelease } from '../../versions/index.js';
import { readGrades } from '../run/find-run.js';
import type { StoredRun } from '../run/run-folder.js';
import { itemScores } from '../statistics/item-score.js';
import { limitedSplit } from '../statistics/limited-split.js';
import { placesById } from '../statistics/places-by-id.js';
import { type Sample, sampleOf } from '../statistics/sample.js';

/** Runs that answered the same items, with what each got on them. */
export interface ScoredRuns {
  readonly sample: Sample<ReleaseItem>;
  /** One list a run, one score an observation of the sample; what is unscored is 0. */
  readonly scores: readonly (readonly number[])[];
}

/**
 * Reads what runs got on the items that all of them answered: those of the smallest limit, where one of them was limited.
 *
 * @param runs of one benchmark of one release
 * @throws MixevalError `usage` where they are of different releases or benchmarks, `incomplete` where one has no end,
 *   `corrupt` where the release's bytes are not those they answered, `interrupted`
 */
export async function scoredRuns(
  workspace: Workspace,
  runs: readonly StoredRun[],
  { onProgress, signal }: LongTask,
): Promise<ScoredRuns> {
  const [first] = runs;
  if (!first) throw new MixevalError('usage', 'No runs are named.', { next: 'Name two or more.' });
  const { version, benchmark, releaseHash } = first.record;
  for (const run of runs) {
    requireComplete(run);
    if (run.record.version !== version || run.record.benchmark !== benchmark) throw different(first, run);
  }
  const release = await openRelease(workspace, version, { benchmarks: [benchmark] });
  const splits = release.splits[benchmark];
  if (
    !splits ||
    runs.some(
      ({ record }) => record.releaseHash !== release.contentHash || record.releaseHash !== releaseHash,
    )
  ) {
    throw new MixevalError('corrupt', `Release "${version}" is not the one that these runs answered.`, {
      next: 'Evaluate again: a release is never changed in place, so this is another one of the same name.',
    });
  }
  const sample = sampleOf(limitedSplits(splits, shortest(runs)));
  const scores: number[][] = [];
  for (const run of runs) {
    throwIfAborted(signal);
    scores.push(await scoresOf(run, sample));
    onProgress?.({ stage: 'read', done: scores.length, total: runs.length, unit: 'runs' });
  }
  return { sample, scores };
}

function shortest(runs: readonly StoredRun[]): number | null {
  const limits = runs.flatMap(({ record }) => record.limit ?? []);
  return limits.length === 0 ? null : Math.min(...limits);
}

function limitedSplits(
  splits: Readonly<Record<Format, SplitView>>,
  limit: number | null,
): Record<Format, SplitView> {
  const [freeForm, multipleChoice] = formats.map((format) => limitedSplit(splits[format], limit));
  return {
    'free-form': freeForm ?? splits['free-form'],
    'multiple-choice': multipleChoice ?? splits['multiple-choice'],
  };
}

async function scoresOf(run: StoredRun, sample: Sample<ReleaseItem>): Promise<number[]> {
  const scores = await itemScores(await readGrades(run), placesById(sample.observations));
  return sample.observations.map((_, place) => {
    const score = scores[place];
    if (score) return score.score;
    throw incomplete(run);
  });
}

function requireComplete(run: StoredRun): void {
  if (run.record.finishedAt === null) throw incomplete(run);
}

function incomplete({ record, path }: StoredRun): MixevalError {
  return new MixevalError('incomplete', `The run of ${record.model} at ${path} is not complete.`, {
    next: 'Give its command again to finish it, or leave it out.',
  });
}

function different(a: StoredRun, b: StoredRun): MixevalError {
  const name = ({ record }: StoredRun): string => `${record.version} ${record.benchmark}`;
  return new MixevalError('usage', `These runs answered different items: ${name(a)} and ${name(b)}.`, {
    next: 'Compare runs of one benchmark of one release.',
  });
}
