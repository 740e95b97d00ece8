import type { Summary } from '../../eval/index.js';

/** A table of rows under their headings, columns aligned: text to the left, numbers to the right. */
export function alignedTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const isNumber = headings.map((_, column) => rows.every((row) => /^[-\d.,$]*$/.test(row[column] ?? '')));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(headings), ...rows.map(line)].join('\n');
}

/** A share as a number from 0 to 100 with one decimal; `-` for none. */
export function points(share: number | null): string {
  return share === null ? '-' : (100 * share).toFixed(1);
}

/** `71.0 to 78.5`, 0 to 100. */
export function intervalInWords(interval: readonly [number, number] | null): string {
  return interval === null ? '-' : `${points(interval[0])} to ${points(interval[1])}`;
}

/** `12 (9 unparsed, 3 empty)`. */
export function unscoredInWords(unscored: Summary['unscored']): string {
  const reasons = Object.entries(unscored);
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  return total === 0
    ? '0'
    : `${total} (${reasons.map(([reason, count]) => `${count} ${reason}`).join(', ')})`;
}

/** One row a run: the score with its interval, each split's, and what has none. Scores are 0 to 100. */
export function scoreTable(runs: readonly Summary[]): string {
  return alignedTable(
    ['model', 'benchmark', 'score', '95 % interval', 'free-form', 'choice', 'items', 'unscored'],
    runs.map((run) => [
      run.model,
      run.benchmark,
      run.complete ? points(run.score) : 'incomplete',
      intervalInWords(run.complete ? run.interval : null),
      run.complete ? points(run.splits['free-form'].score) : '-',
      run.complete ? points(run.splits['multiple-choice'].score) : '-',
      String(run.n),
      unscoredInWords(run.unscored),
    ]),
  );
}
