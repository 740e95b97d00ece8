import { MixevalError } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import { type Benchmark, benchmarks } from '../../src/core/schemas/release-item.js';
import type { Workspace } from '../../src/core/workspace.js';
import {
  hasRelease,
  isPublished,
  openResting,
  pullRelease,
  type StoredRelease,
} from '../../versions/index.js';
import type { Material, RunOptions, RunOutcome } from './run-options.js';
import { chooseParser, runSubjects } from './run-subjects.js';

export interface EvaluateOptions extends RunOptions {
  readonly workspace: Workspace;
  /** A release of the workspace, or one that MixEval has published: that is pulled if it is not here. */
  readonly version: string;
  /** `mixeval` unless said otherwise; `all` for every benchmark the release has. */
  readonly benchmark?: Benchmark | 'all' | undefined;
  /** Where a published release is pulled from, instead of its home. */
  readonly mirror?: string | undefined;
}

/**
 * Asks subjects the questions of a release and scores their answers. The same call goes on with a run that was
 * interrupted; answers of earlier runs are used again where everything that decides them is the same.
 *
 * @returns one outcome for each subject and benchmark. A run that could not be finished has `complete: false`, no
 *   headline score, and the error that stopped it
 * @throws MixevalError `not-found` for an unknown version, `locked` where another process is at the same run,
 *   `interrupted` once the signal is aborted and everything is saved, `disk`
 */
export async function evaluate(options: EvaluateOptions, task: LongTask = {}): Promise<RunOutcome[]> {
  // Before a release is fetched for nothing.
  chooseParser(options);
  return runSubjects(await materialOf(options, task), options, task);
}

/** What a release gives a run to ask. */
export async function materialOf(
  options: Pick<EvaluateOptions, 'workspace' | 'version' | 'benchmark' | 'mirror'>,
  task: LongTask,
): Promise<Material> {
  const { workspace, version, benchmark = 'mixeval' } = options;
  await pullIfAbsent(options, task);
  const release = await openResting(workspace, version, {
    benchmarks: benchmark === 'all' ? undefined : [benchmark],
  });
  warnIfPublishedOnly(release, task);
  if (Object.keys(release.splits).length === 0) {
    throw new MixevalError('too-few', `Release "${version}" has no items.`, {
      next: 'Build it again from a pool.',
    });
  }
  return {
    version,
    hash: release.contentHash,
    splits: benchmarks.flatMap((name) => {
      const splits = release.splits[name];
      return splits ? [{ benchmark: name, splits }] : [];
    }),
  };
}

/** Gets a release that MixEval has published, where it is not in the workspace yet. */
export async function pullIfAbsent(
  { workspace, version, mirror }: Pick<EvaluateOptions, 'workspace' | 'version' | 'mirror'>,
  task: LongTask,
): Promise<void> {
  if ((await hasRelease(workspace, version)) || !isPublished(version)) return;
  task.onWarning?.(
    `Release ${version} is not in the workspace yet; it is fetched from where it was published.`,
  );
  await pullRelease({ workspace, version, mirror }, task);
}

/** Says that the private part of a release is not here, if it is not. */
export function warnIfPublishedOnly(
  { version, publishedOnly }: StoredRelease,
  { onWarning }: LongTask,
): void {
  if (!publishedOnly) return;
  onWarning?.(
    `The private part of release ${version} is not here (private/${version} in the workspace): only its published items are asked.`,
  );
}
