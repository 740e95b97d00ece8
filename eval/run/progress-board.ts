import type { LongTask } from '../../src/core/progress.js';
import { counted } from '../../src/core/text-table.js';
import type { RunLedger } from './ledger.js';
import type { Spent } from './spent.js';

const redrawMs = 100;

interface BoardRun {
  readonly name: string;
  readonly ledger: RunLedger;
  readonly costOf: (spent: Spent) => number | null;
}

/** One line of progress over all runs of a command. */
export interface ProgressBoard {
  /** Adds a run by its name; returns what is called after each of its steps. */
  add(name: string, ledger: RunLedger, costOf: (spent: Spent) => number | null): () => void;
  /** Answers that are in the journals of the runs that were added. */
  readonly answered: number;
}

/** @param planned what all runs come to, those included that are still to be added */
export function progressBoard(
  { onProgress }: LongTask,
  planned: { readonly runs: number; readonly tasks: number },
): ProgressBoard {
  const runs: BoardRun[] = [];
  let shownAt = Number.NEGATIVE_INFINITY;
  const show = (): void => {
    const now = performance.now();
    const done = runs.reduce((sum, { ledger }) => sum + ledger.score.count, 0);
    const { tasks: total } = planned;
    if (now - shownAt < redrawMs && done < total) return;
    shownAt = now;
    onProgress?.({ stage: 'evaluate', done, total, unit: 'items', note: noteOf(runs, planned.runs) });
  };
  return {
    add(name, ledger, costOf) {
      runs.push({ name, ledger, costOf });
      return onProgress ? show : () => undefined;
    },
    get answered() {
      return runs.reduce((sum, { ledger }) => sum + ledger.answeredCount, 0);
    },
  };
}

function noteOf(runs: readonly BoardRun[], planned: number): string {
  const last = runs.at(-1);
  const parts: string[] = planned > 1 && last ? [`run ${runs.length} of ${planned}: ${last.name}`] : [];
  const score = last?.ledger.score.value;
  if (score) parts.push(`score ${(100 * score.score).toFixed(1)} ± ${(100 * score.margin).toFixed(1)}`);
  const extra = runs.reduce(
    (sum, { ledger: { spent, answeredCount } }) =>
      sum + Math.max(0, spent.requests + spent.reused - answeredCount),
    0,
  );
  // Of a run that is stopped, some of them are not tried again.
  if (extra > 0) parts.push(`${counted(extra, 'further requests')}`);
  const tokens = runs.reduce((sum, { ledger: { spent } }) => sum + spent.inputTokens + spent.outputTokens, 0);
  if (tokens > 0) parts.push(`${tokens < 10_000 ? tokens : `${Math.round(tokens / 1000)}k`} tokens`);
  const cost = runs.reduce((sum, { ledger, costOf }) => sum + (costOf(ledger.spent) ?? 0), 0);
  if (cost > 0) parts.push(`$${cost.toFixed(2)}`);
  return parts.join(', ');
}
