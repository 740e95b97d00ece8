import { knownResults } from '../eval/index.js';
import { type BuildOptions, type BuildReport, buildRelease as buildFrom } from '../versions/index.js';
import type { LongTask } from './core/progress.js';
import type { ItemResult } from './core/schemas/item-result.js';

/** As the options of `mixeval build`. */
export interface BuildReleaseOptions extends Omit<BuildOptions, 'results'> {
  /**
   * What subjects got on items. Unless said otherwise, all that the workspace knows: probes, imported results and finished
   * runs. Without any there is no Hard benchmark.
   */
  readonly results?: readonly ItemResult[] | undefined;
}

/**
 * Builds a release as `mixeval build` does: from the workspace's corpus, Hard by what its subjects are known to have got.
 * Equal inputs, seed and kind of machine give equal bytes.
 *
 * @throws MixevalError `exists`; `too-few` where there are no queries, no items, or fewer items than places, saying what
 *   is possible; `locked`; `interrupted`: what was encoded is kept
 */
export async function buildRelease(
  { results, ...options }: BuildReleaseOptions,
  task: LongTask = {},
): Promise<BuildReport> {
  return buildFrom({ ...options, results: results ?? (await knownResults(options.workspace, task)) }, task);
}
