/** Which column of a table holds the queries. */

import { MixevalError } from '../../src/core/errors.js';
import { knownQueryFields } from './record.js';
import { fieldName } from './record-facts.js';

/** How the columns of a table are to be read. */
export type Columns =
  /** The first row names the columns: a row is a record. */
  | { readonly kind: 'named'; readonly names: readonly string[] }
  /** No names: queries stand in this column, from 0. */
  | { readonly kind: 'position'; readonly column: number };

type Kind = 'number' | 'id' | 'text';

/** Share of a column's cells that must be of a kind; the rest are slips. */
const nearlyAll = 0.95;

const numberPattern = /^[+-]?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?$/i;
const namePattern = /^[\p{L}_][\p{L}\p{N}_ .-]{0,39}$/u;

function cellKind(cell: string): Kind {
  const trimmed = cell.trim();
  if (numberPattern.test(trimmed)) return 'number';
  // One word with a digit in it: 81674#0, 2024-145979, a UUID, a path.
  if (trimmed !== '' && /\d/.test(trimmed) && !/\s/.test(trimmed) && /^[\x21-\x7e]+$/.test(trimmed))
    return 'id';
  return 'text';
}

interface ColumnProfile {
  readonly kind: Kind;
  /** Mean letters of a cell. */
  readonly letters: number;
}

function profileOf(cells: readonly string[]): ColumnProfile {
  const share = (kinds: readonly Kind[]): number =>
    cells.filter((cell) => kinds.includes(cellKind(cell))).length / cells.length;
  const letters = cells.reduce((sum, cell) => sum + (cell.match(/\p{L}/gu)?.length ?? 0), 0) / cells.length;
  if (share(['number']) >= nearlyAll) return { kind: 'number', letters };
  if (share(['number', 'id']) >= nearlyAll) return { kind: 'id', letters };
  return { kind: 'text', letters };
}

/** The number of columns that nearly all rows have, or undefined where rows differ. */
export function commonWidth(rows: readonly (readonly string[])[]): number | undefined {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  const [width, times] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  return rows.length > 0 && times / rows.length >= nearlyAll ? width : undefined;
}

/**
 * Decides from a table's first rows where its queries stand. A first row of names is a header; without one, the
 * column of text is taken, ids and numbers are passed over, whatever their order.
 *
 * @param field a column's name, or its number from 1 where columns have no names
 * @throws MixevalError `invalid-data`, showing the columns there are
 */
export function chooseColumns(
  location: string,
  rows: readonly (readonly string[])[],
  field: string | undefined,
): Columns {
  const first = rows[0] ?? [];
  const number = field !== undefined && /^\d+$/.test(field) ? Number(field) : undefined;
  if (number !== undefined && number >= 1 && number <= first.length) {
    return { kind: 'position', column: number - 1 };
  }
  const names = headerOf(rows, field);
  if (names) {
    const wanted = field === undefined ? knownQueryFields : new Set([fieldName(field)]);
    if (names.some((name) => wanted.has(fieldName(name)))) return { kind: 'named', names };
    throw wrongColumns(location, names, field);
  }
  if (field !== undefined) throw wrongColumns(location, first, field);
  return { kind: 'position', column: textColumn(rows) };
}

function headerOf(
  rows: readonly (readonly string[])[],
  field: string | undefined,
): readonly string[] | undefined {
  const [first, ...rest] = rows;
  if (!first) return undefined;
  if (field !== undefined && first.some((cell) => fieldName(cell) === fieldName(field))) return first;
  const allNames =
    first.every((cell) => namePattern.test(cell.trim())) && new Set(first).size === first.length;
  if (!allNames) return undefined;
  if (first.some((cell) => knownQueryFields.has(fieldName(cell)))) return first;
  // Names over a column of numbers or ids are a header, whatever they are.
  const overNumbers = first.some((cell, column) => {
    const below = rest.map((row) => row[column] ?? '');
    return below.length >= 2 && cellKind(cell) === 'text' && profileOf(below).kind !== 'text';
  });
  return overNumbers ? first : undefined;
}

function textColumn(rows: readonly (readonly string[])[]): number {
  const width = Math.max(...rows.map((row) => row.length));
  const profiles = Array.from({ length: width }, (_, column) => ({
    column,
    ...profileOf(rows.map((row) => row[column] ?? '')),
  }));
  const texts = profiles.filter((profile) => profile.kind === 'text');
  const candidates = texts.length > 0 ? texts : profiles;
  return candidates.reduce((best, profile) => (profile.letters > best.letters ? profile : best)).column;
}

/** The error for a table or records in which no field holds queries. */
export function wrongColumns(
  location: string,
  names: readonly string[],
  field: string | undefined,
): MixevalError {
  const shown = names.slice(0, 20).map((name) => `"${name.slice(0, 40)}"`);
  const wanted = field === undefined ? 'No column or field of queries' : `No column or field "${field}"`;
  return new MixevalError(
    'invalid-data',
    `${wanted} in ${location}. Found: ${shown.join(', ')}${names.length > shown.length ? ', ...' : ''}.`,
    {
      next: `Name the right one with --field. Without it these are looked for: ${[...knownQueryFields].join(', ')}.`,
      details: { location, columns: names },
    },
  );
}
