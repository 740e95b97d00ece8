const [quote, newline, carriage, space] = [0x22, 0x0a, 0x0d, 0x20];

/** The columns of a table by the first line of its bytes; undefined where no line ends there. */
export function columnsOf(head: Uint8Array, delimiter: string): string[] | undefined {
  const text = Buffer.from(head)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const end = text.indexOf('\n');
  if (end < 0) return undefined;
  return text
    .slice(0, end)
    .split(delimiter)
    .map((name) => name.trim().replaceAll('"', ''));
}

/**
 * The records of a table as lines, each cell behind its column's name: only the name says that a letter in the middle of a
 * record is the answer. What is quoted goes on in the next lines of the file (RFC 4180); here it is one line.
 */
export async function* withColumnNames(
  chunks: AsyncIterable<Uint8Array>,
  columns: readonly string[],
  delimiter: string,
): AsyncGenerator<Uint8Array> {
  const names = columns.map((name) => Buffer.from(` ${name}: `, 'utf8'));
  const separator = delimiter.charCodeAt(0);
  let column = 0;
  let isHeader = true;
  let isCellStart = true;
  let isQuoted = false;
  let isQuotedCell = false;
  for await (const chunk of chunks) {
    const parts: Uint8Array[] = [];
    // A copy: line ends within quotes become spaces.
    const bytes = Buffer.from(chunk);
    let from = 0;
    for (let place = 0; place < bytes.length; place += 1) {
      const byte = bytes[place] ?? 0;
      if (isCellStart) {
        const name = names[column];
        if (!isHeader && name && byte !== newline && byte !== carriage) {
          parts.push(bytes.subarray(from, place), name);
          from = place;
        }
        isCellStart = false;
        isQuotedCell = byte === quote;
        isQuoted = isQuotedCell;
        if (isQuoted) continue;
      } else if (byte === quote && isQuotedCell) {
        // A doubled one ends the quotes and begins them again. One within a plain cell is a sign of inches.
        isQuoted = !isQuoted;
      }
      if (isQuoted) {
        if (byte === newline) bytes[place] = space;
      } else if (byte === separator || byte === newline) {
        column = byte === newline ? 0 : column + 1;
        isHeader &&= byte !== newline;
        isCellStart = true;
      }
    }
    parts.push(bytes.subarray(from));
    yield Buffer.concat(parts);
  }
}
