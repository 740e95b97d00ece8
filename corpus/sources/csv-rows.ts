/** Rows of comma-separated lines, with their delimiter found and broken quotes told. */

import { commonWidth } from './columns.js';
import type { Row } from './table-rows.js';
import type { NumberedLine } from './text-lines.js';

/** Puts records together from lines (RFC 4180): a quoted cell may hold delimiters, doubled quotes and line ends. */
interface RecordParser {
  /**
   * Takes the next line; gives the record's cells where it ends on this line. `broken` where a quote opens a cell within
   * one that an earlier line has opened: that one should have been closed.
   */
  push(line: string): string[] | 'broken' | undefined;
}

function recordParser(delimiter: string): RecordParser {
  let cells: string[] = [];
  let cell = '';
  let inQuotes = false;

  const finishRecord = (): string[] => {
    const record = [...cells, cell];
    cells = [];
    cell = '';
    return record;
  };

  return {
    push(line) {
      if (!inQuotes && !line.includes('"')) return line.split(delimiter);
      let at = 0;
      let fromEarlierLine = inQuotes;
      // A quote opens a cell only where the cell begins; elsewhere it is a character like any other.
      let atStart = !inQuotes;
      for (;;) {
        if (inQuotes) {
          const quote = line.indexOf('"', at);
          if (quote === -1) {
            cell += `${line.slice(at)}\n`;
            return undefined;
          }
          cell += line.slice(at, quote);
          const doubled = line[quote + 1] === '"';
          if (fromEarlierLine && opensCell(line, quote, delimiter)) {
            finishRecord();
            inQuotes = false;
            return 'broken';
          }
          if (doubled) cell += '"';
          else {
            inQuotes = false;
            fromEarlierLine = false;
          }
          at = quote + (doubled ? 2 : 1);
        } else if (atStart && line[at] === '"') {
          inQuotes = true;
          atStart = false;
          at += 1;
        } else {
          const next = line.indexOf(delimiter, at);
          cell += line.slice(at, next === -1 ? line.length : next);
          if (next === -1) return finishRecord();
          cells.push(cell);
          cell = '';
          at = next + delimiter.length;
          atStart = true;
        }
      }
    },
  };
}

/** Whether a quote stands where a cell begins, and more of that cell behind it. */
function opensCell(line: string, quote: number, delimiter: string): boolean {
  const isFirst = quote === 0 || line.startsWith(delimiter, quote - delimiter.length);
  const after = line.slice(quote + 1).trimEnd();
  return isFirst && after !== '' && !after.startsWith('"') && !after.startsWith(delimiter);
}

const delimiters = [',', ';', '\t', '|'] as const;

/** The records of a sample's lines; one that the sample cuts off is left out. */
export function sampleRows(lines: readonly string[], delimiter: string): string[][] {
  const parser = recordParser(delimiter);
  return lines.map((line) => parser.push(line)).filter((cells) => Array.isArray(cells));
}

/** The delimiter under which a sample's records have the same number of columns, two at least; else undefined. */
export function delimiterOf(lines: readonly string[]): string | undefined {
  return delimiters.find((delimiter) => (commonWidth(sampleRows(lines, delimiter)) ?? 1) >= 2);
}

/** A quoted cell longer than this is a quote that somebody forgot to close. */
const longestRecord = 1 << 20;

/**
 * Groups lines into records. A quote that is never closed costs only the line it stands in: that line is reported
 * and reading goes on after it.
 */
export async function* csvRows(
  batches: AsyncIterable<NumberedLine[]>,
  delimiter: string,
  onBad: (line: number, reason: string) => void,
): AsyncGenerator<Row[]> {
  let parser = recordParser(delimiter);
  let open: NumberedLine[] = [];
  let openLength = 0;

  const feed = (lines: readonly NumberedLine[], rows: Row[]): void => {
    let queue = [...lines];
    for (let next = 0; next < queue.length; next += 1) {
      const numbered = queue[next];
      if (!numbered || (open.length === 0 && numbered.text.trim() === '')) continue;
      const cells = parser.push(numbered.text);
      if (Array.isArray(cells)) {
        rows.push({ line: open[0]?.line ?? numbered.line, cells });
        open = [];
        openLength = 0;
        continue;
      }
      open.push(numbered);
      openLength += numbered.text.length;
      if (cells === 'broken' || openLength > longestRecord) {
        queue = [...giveUp(), ...queue.slice(next + 1)];
        next = -1;
      }
    }
  };

  /** Reports the line with the open quote and returns those after it, to be read again. */
  const giveUp = (): NumberedLine[] => {
    const [broken, ...after] = open;
    if (broken) onBad(broken.line, 'opens a quote that is not closed');
    open = [];
    openLength = 0;
    parser = recordParser(delimiter);
    return after;
  };

  for await (const batch of batches) {
    const rows: Row[] = [];
    feed(batch, rows);
    yield rows;
  }
  const rows: Row[] = [];
  while (open.length > 0) feed(giveUp(), rows);
  if (rows.length > 0) yield rows;
}
