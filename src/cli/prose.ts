import { Help } from 'commander';

const help = new Help();

/**
 * Text with its prose wrapped at words. Lines that begin with a space or are set in columns stay as they are: they are
 * commands and tables, and a command must be copied in one piece.
 *
 * @param columns of the terminal; Infinity where there is none
 */
export function wrapProse(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => (line.length <= columns || /^\s|\S {2}/.test(line) ? line : help.boxWrap(line, columns)))
    .join('\n');
}

/** Prose two columns to the right, wrapped there. */
export function indentedProse(text: string, columns: number): string {
  return wrapProse(text, columns - 2).replace(/^/gm, '  ');
}

/** The columns of a stream that is a terminal; Infinity for any other. */
export function columnsOf(stream: NodeJS.WriteStream): number {
  return stream.isTTY ? stream.columns : Number.POSITIVE_INFINITY;
}
