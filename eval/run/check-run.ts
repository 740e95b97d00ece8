/** Whether a run is complete and its journals are whole. */

import { join } from 'node:path';
import { readJournal } from '../../src/core/journal.js';
import type { Format } from '../../src/core/schemas/item.js';
import type { Split } from '../../src/core/schemas/release-item.js';
import { gradeRecordSchema, responseRecordSchema } from '../records.js';
import { limitedSplit } from '../statistics/limited-split.js';
import { isAnswer } from './reuse.js';
import { isAnswersOnly, readSummary, runFiles, type StoredRun } from './run-folder.js';

/** What is on disk of a run. */
export interface RunCheck {
  readonly id: string;
  readonly version: string;
  readonly benchmark: string;
  readonly model: string;
  /** Its name in the config; null where it has none there. */
  readonly configName: string | null;
  readonly path: string;
  readonly startedAt: string;
  /** Whether its journals hold all that it was to bring: every answer and, but for a run of answers only, its grade. */
  readonly complete: boolean;
  /** Whether it was to keep answers only. */
  readonly answersOnly: boolean;
  /** 0 to 1; null for a run that is not complete. */
  readonly score: number | null;
  readonly interval: readonly [number, number] | null;
  /** Questions with an answer, and with a grade. */
  readonly answered: number;
  readonly graded: number;
  /** `read`, `missing`, or what is wrong with summary.json. */
  readonly summary: string;
  /** Answers that have no grade. */
  readonly ungraded: number;
  /** Items of each split without all their answers; null where the release is not here. */
  readonly missing: Readonly<Record<Format, number>> | null;
  /** Lines of its journals that are damaged: what they held is asked again when the run goes on. */
  readonly damagedLines: number;
}

/**
 * Reads a run's journals to their ends.
 *
 * @param splits the splits that it asked, where they are known
 */
export async function checkRun(
  run: StoredRun,
  splits: Readonly<Record<Format, Split>> | undefined,
): Promise<RunCheck> {
  let damagedLines = 0;
  const onDamaged = (): void => {
    damagedLines += 1;
  };
  const answered = new Set<string>();
  for await (const response of readJournal(join(run.path, runFiles.responses), responseRecordSchema, {
    onDamaged,
  })) {
    if (isAnswer(response)) answered.add(`${response.item} ${response.repeat}`);
  }
  const graded = new Set<string>();
  const ungraded = new Set(answered);
  for await (const grade of readJournal(join(run.path, runFiles.grades), gradeRecordSchema, { onDamaged })) {
    graded.add(`${grade.item} ${grade.repeat}`);
    ungraded.delete(`${grade.item} ${grade.repeat}`);
  }
  let unreadable: string | undefined;
  const summary = await readSummary(run, ({ message }) => {
    unreadable = message;
  });
  const { id, version, benchmark, model, configName = null, startedAt, finishedAt, repeats } = run.record;
  const answersOnly = isAnswersOnly(run);
  const missing = splits ? missingItems(run, splits, answered) : null;
  // Without the release only their number is known.
  const allAnswered = missing
    ? Object.values(missing).every((count) => count === 0)
    : summary !== undefined && answered.size >= summary.n * repeats;
  return {
    id,
    version,
    benchmark,
    model,
    configName,
    path: run.path,
    startedAt,
    complete:
      allAnswered && summary !== undefined && (answersOnly || (finishedAt !== null && ungraded.size === 0)),
    summary: unreadable ?? (summary ? 'read' : 'missing'),
    answersOnly,
    score: summary?.score ?? null,
    interval: summary?.interval ?? null,
    answered: answered.size,
    graded: graded.size,
    ungraded: ungraded.size,
    missing,
    damagedLines,
  };
}

function missingItems(
  { record: { limit, repeats } }: StoredRun,
  splits: Readonly<Record<Format, Split>>,
  answered: ReadonlySet<string>,
): Record<Format, number> {
  const count = (format: Format): number =>
    limitedSplit(splits[format], limit).items.filter(({ id }) => {
      const all = Array.from({ length: repeats }, (_, repeat) => `${id} ${repeat}`);
      return !all.every((place) => answered.has(place));
    }).length;
  return { 'free-form': count('free-form'), 'multiple-choice': count('multiple-choice') };
}
