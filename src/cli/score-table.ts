import type { Summary } from '../../eval/index.js';
import { points, pointsInterval, textTable } from '../core/text-table.js';
import { wrapProse } from './prose.js';

/**
 * One row a run: the score with its interval, each split's, and how many items have none, with the reasons below. Scores
 * are 0 to 100.
 *
 * @param width columns of the terminal; names that do not fit are wrapped
 */
export function scoreTable(runs: readonly (Summary & { readonly name: string })[], width = 80): string {
  const several = new Set(runs.map(({ benchmark }) => benchmark)).size > 1;
  const table = textTable(
    [
      'score',
      '95 % interval',
      'free-form',
      'choice',
      'items',
      'unscored',
      several ? 'benchmark, model' : 'model',
    ],
    runs.map((run) => [
      run.complete ? points(run.score) : 'none',
      pointsInterval(run.complete ? run.interval : null),
      points(run.splits['free-form'].score),
      points(run.splits['multiple-choice'].score),
      String(run.n),
      String(unscoredOf(run)),
      several ? `${run.benchmark}, ${run.name}` : run.name,
    ]),
    width,
  );
  const notes = runs.flatMap((run) => [
    ...(run.complete ? [] : [`${run.name}, ${run.benchmark}: not complete, so it has no score.`]),
    ...(unscoredOf(run) === 0
      ? []
      : [`${run.name}, ${run.benchmark}: unscored ${reasonsInWords(run.unscored)}.`]),
  ]);
  return [table, ...notes.map((note) => wrapProse(note, width))].join('\n');
}

function unscoredOf({ unscored }: Summary): number {
  return Object.values(unscored).reduce((sum, count) => sum + count, 0);
}

/** `9 unparsed, 3 empty`. */
function reasonsInWords(unscored: Summary['unscored']): string {
  return Object.entries(unscored)
    .map(([reason, count]) => `${count} ${reason}`)
    .join(', ');
}
