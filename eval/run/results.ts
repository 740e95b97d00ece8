/** What subjects got on items, by all that the workspace knows. */

import type { LongTask } from '../../src/core/progress.js';
import type { ItemResult } from '../../src/core/schemas/item-result.js';
import type { Workspace } from '../../src/core/workspace.js';
import { isBaseline } from '../providers/baselines/baseline.js';
import type { GradeRecord, UnscoredReason } from '../records.js';
import { readGrades } from './find-run.js';
import { allRuns, type StoredRun, warnOfDamaged } from './run-folder.js';

/** The versions of probes begin like this; their results are kept with the corpus. */
export const probePrefix = 'probe-';

/** Without a score, but the subject's own doing: it had the question and gave no right answer. */
const ownFault: ReadonlySet<UnscoredReason> = new Set(['unparsed', 'empty', 'refused']);

/** What a subject got on each item: the mean over repeats; items that it never really answered are left out. */
export function itemResults(subject: string, grades: Iterable<GradeRecord>): ItemResult[] {
  const sums = new Map<string, { sum: number; count: number }>();
  const answers = new Map<string, string>();
  for (const { item, score, reason, answer } of grades) {
    const value = score ?? (reason && ownFault.has(reason) ? 0 : undefined);
    if (value === undefined) continue;
    const { sum, count } = sums.get(item) ?? { sum: 0, count: 0 };
    sums.set(item, { sum: sum + value, count: count + 1 });
    if (answer !== undefined && !answers.has(item)) answers.set(item, answer);
  }
  return [...sums].map(([item, { sum, count }]) => {
    const answer = answers.get(item);
    return { subject, item, score: sum / count, ...(answer === undefined ? {} : { answer }) };
  });
}

/**
 * What subjects got on items in all finished runs of the workspace, sorted by subject and item; of several runs the newest
 * counts.
 */
export async function resultsOfRuns(workspace: Workspace, task: LongTask = {}): Promise<ItemResult[]> {
  const finished: StoredRun[] = [];
  for await (const run of allRuns(workspace, warnOfDamaged(task))) {
    if (run.record.finishedAt !== null && !run.record.version.startsWith(probePrefix)) finished.push(run);
  }
  finished.sort((a, b) => (a.record.startedAt < b.record.startedAt ? -1 : 1));
  const results = new Map<string, ItemResult>();
  for (const run of finished) {
    for (const result of itemResults(run.record.model, await readGrades(run))) {
      results.set(`${result.subject} ${result.item}`, result);
    }
  }
  return [...results].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, result]) => result);
}

/**
 * What is known of subjects on items: imported results, probes, and finished runs, which count where both know. What Hard
 * goes by unless it is told otherwise. What baselines got says nothing of how hard an item is: it counts only where no model is
 * known.
 */
export async function knownResults(workspace: Workspace, task: LongTask = {}): Promise<ItemResult[]> {
  // Loaded here alone: who only asks a model should not wait for the corpus and its filters.
  const { readResults } = await import('../../corpus/index.js');
  const all = [...(await readResults(workspace)), ...(await resultsOfRuns(workspace, task))];
  const known = [...new Map(all.map((result) => [`${result.subject} ${result.item}`, result])).values()];
  const ofModels = known.filter(({ subject }) => !isBaseline(subject));
  return ofModels.length > 0 ? ofModels : known;
}
