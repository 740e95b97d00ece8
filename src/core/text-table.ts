/** Tables and numbers for a terminal. */

/** Columns that a wrapped cell has at least; of a narrow terminal a third. */
const leastRoom = 16;

/**
 * A table of rows under their headings for a terminal: text to the left, numbers to the right, two spaces between columns.
 *
 * @param width columns of the terminal: where the table is wider, the last column is wrapped within itself, or stands below its
 * row where the others leave it no room; without it nothing is
 */
export function textTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const isNumber = headings.map((_, column) => rows.every((row) => /^[-\d.,$]*$/.test(row[column] ?? '')));
  const before = widths.slice(0, -1).reduce((sum, column) => sum + column + 2, 0);
  const widest = widths.at(-1) ?? 0;
  const left = width - before;
  const isBelow = widest > left && left < Math.min(leastRoom, width / 3);
  const indent = isBelow ? 2 : before;
  const room = Math.max(1, width - indent);
  const lines = (row: readonly string[]): string[] => {
    const head = row
      .slice(0, -1)
      .map((cell, column) =>
        isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      );
    const last = row.at(-1) ?? '';
    const wide = isNumber.at(-1) ? last.padStart(Math.min(room, widest)) : last;
    const [first = '', ...more] = pieces(wide, room);
    const beside = isBelow ? [head.join('  '), ' '.repeat(indent) + first] : [[...head, first].join('  ')];
    return [...beside, ...more.map((piece) => ' '.repeat(indent) + piece)].map((line) => line.trimEnd());
  };
  return [headings, ...rows].flatMap(lines).join('\n');
}

/** A table four columns in, as lines; those wider than the terminal are cut. */
export function indentedTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number,
): string[] {
  return textTable(headings, rows)
    .split('\n')
    .map((line) => cutTo(columns, `    ${line}`));
}

/** A text with its line breaks and runs of spaces as one space each. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A line of at most `length` characters: where it is longer, its end gives way to `...`. */
export function cutTo(length: number, line: string): string {
  return line.length > length ? `${line.slice(0, length - 3)}...` : line;
}

/** A text as one line of at most `length` characters. */
export function shortened(text: string, length: number): string {
  return cutTo(length, oneLine(text));
}

/**
 * Text in pieces of at most `length` characters, one empty piece for none: parted after a space or a sign that joins parts of
 * a name ("provider:owner/model-2b"), within a word only where it alone is too long.
 */
function pieces(text: string, length: number): string[] {
  const found = [''];
  for (const part of text.split(/(?<=[\s/:_,-])/)) {
    const open = found.at(-1) ?? '';
    if (open.length + part.length <= length) {
      found[found.length - 1] = open + part;
      continue;
    }
    if (open === '') found.pop();
    for (let start = 0; start < part.length; start += length) found.push(part.slice(start, start + length));
  }
  return found;
}

/** A share as a number from 0 to 100 with one decimal; `-` for none. */
export function points(share: number | null): string {
  return share === null ? '-' : (100 * share).toFixed(1);
}

/** A difference of shares as points, with a plus where it is not below 0. */
export function signedPoints(difference: number): string {
  return `${difference < 0 ? '' : '+'}${points(difference)}`;
}

/** `71.0 to 78.5`, 0 to 100; `-` for none. */
export function pointsInterval(interval: readonly [number, number] | null): string {
  return interval === null ? '-' : `${points(interval[0])} to ${points(interval[1])}`;
}

/** A whole number as people read it: `12,345`. */
export function withCommas(count: number): string {
  // `toLocaleString` loads the world's customs, which takes longer than a small command may.
  return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/**
 * A number of things as people read it: `1 query`, `12,345 queries`.
 *
 * @param things what they are, as an English plural in -s or -ies
 */
export function counted(count: number, things: string): string {
  const one = things.replace(/(?:ie)?s$/, (end) => (end === 's' ? '' : 'y'));
  return `${withCommas(count)} ${count === 1 ? one : things}`;
}

/** A share from 0 to 1 in per cent, as people read it. */
export function inPercent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** What was paid, as people read it. */
export function costInWords(usd: number | null): string {
  return usd === null ? 'cost not known' : `$${usd.toFixed(4)}`;
}

/** What will be paid, within a sentence. */
export function estimateInWords(usd: number | null): string {
  return usd === null ? 'at a price that is not known' : `about ${usd.toFixed(2)} USD`;
}
