import type { LongTask } from '../../src/core/progress.js';
import type { Workspace } from '../../src/core/workspace.js';
import { findRun } from '../run/find-run.js';
import { type Pair, pairsOf } from './pairs.js';
import { scoredRuns } from './scored-run.js';

/** A run that is shown to be worse than another. */
export interface WorseRun extends Pick<Pair, 'difference' | 'interval' | 'adjustedPValue'> {
  readonly id: string;
  readonly model: string;
}

/**
 * Which of several runs are shown to be worse than one of the same benchmark and release: a lower score on the same items, and
 * a p-value below 5 % after Holm's adjustment over all of them.
 *
 * @param baseline id, beginning of an id, or folder
 * @param candidates the same; the baseline itself among them is passed over
 * @returns differences are candidate minus baseline
 * @throws MixevalError as `compare`
 */
export async function worseThan(
  workspace: Workspace,
  baseline: string,
  candidates: readonly string[],
  task: LongTask = {},
): Promise<WorseRun[]> {
  const first = await findRun(workspace, baseline);
  const found = await Promise.all(candidates.map((name) => findRun(workspace, name)));
  const others = found.filter(({ path }) => path !== first.path);
  const pairs = await pairsOf(
    await scoredRuns(workspace, [first, ...others], task),
    { onlyWithFirst: true },
    task,
  );
  return pairs.flatMap(({ second, better, difference, interval: [low, high], adjustedPValue }) => {
    const run = others[second - 1];
    if (better !== 0 || !run) return [];
    const { id, model } = run.record;
    const interval: [number, number] = [-high, -low];
    return [{ id, model, difference: -difference, interval, adjustedPValue }];
  });
}
