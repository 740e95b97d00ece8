/** A Markdown table of rows under their headings, with an empty line after it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

/** The same with all columns but the first to the right, as numbers stand; bars within a cell part nothing. */
export function numberTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const escaped = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const [headings = '', , ...lines] = table(head, escaped);
  return [headings, `| ${head.map((_, at) => (at === 0 ? '---' : '--:')).join(' | ')} |`, ...lines];
}

/** A share as points of 0 to 100. */
export const points = (share: number | null | undefined, digits = 2): string =>
  share === null || share === undefined ? '-' : (100 * share).toFixed(digits);

/** Whether an aim was met. */
export const verdict = (reached: boolean): string => (reached ? 'reached' : '**missed**');
