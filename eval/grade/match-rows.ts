import { MixevalError } from '../../src/core/errors.js';
import { type Format, formats } from '../../src/core/schemas/item.js';
import type { Benchmark, ReleaseItem, Split } from '../../src/core/schemas/release-item.js';
import type { ResponseRow } from './response-row.js';

/** A row that was found to answer an item of the release. */
export interface MatchedRow {
  readonly item: ReleaseItem;
  readonly format: Format;
  /** Which of its repeats; of an imported item matched by key, which of its copies. */
  readonly repeat: number;
  /** Whether it was matched by a key of MixEval's. */
  readonly byKey: boolean;
  readonly row: ResponseRow;
}

/** The other benchmark of the release that a row answers, if it does. */
export type Elsewhere = (row: ResponseRow, format: Format | undefined) => Benchmark | undefined;

/** Where rows stand in a release: by our id, by MixEval's key of a split. */
export interface RowIndex {
  /** @throws MixevalError `invalid-data` where the row answers another question than the release's item of that id or key */
  match(row: ResponseRow, format: Format | undefined): MatchedRow | undefined;
  /** Whether a row names an item of these and says nothing against it. */
  holds(row: ResponseRow, format: Format | undefined): boolean;
}

/**
 * Finds the items that rows answer. A row names its item by our id, or by its key in the release's file in MixEval's layout:
 * the keys an imported item came from, or the place in our own file.
 *
 * @param elsewhere asked of a row that answers another question than the item of its name, for the message
 */
export function rowIndex(
  splits: Readonly<Record<Format, Split>>,
  version: string,
  elsewhere: Elsewhere = () => undefined,
): RowIndex {
  const byId = new Map<string, { item: ReleaseItem; format: Format }>();
  const byKey: Record<Format, Map<string, { item: ReleaseItem; copy: number }>> = {
    'free-form': new Map(),
    'multiple-choice': new Map(),
  };
  for (const format of formats) {
    for (const [place, item] of splits[format].items.entries()) {
      byId.set(item.id, { item, format });
      const keys = item.keys ?? [String(place)];
      for (const [copy, key] of keys.entries()) byKey[format].set(key, { item, copy });
    }
  }
  const find = (row: ResponseRow, named: Format | undefined): Omit<MatchedRow, 'row'> | undefined => {
    const name = nameOf(row);
    const known = byId.get(name);
    if (known) return { ...known, repeat: row.repeat, byKey: false };
    const format = row.problem_type ?? named;
    const keyed = format && byKey[format].get(name);
    return keyed && { item: keyed.item, format, repeat: keyed.copy, byKey: true };
  };
  return {
    match(row, named) {
      const found = find(row, named);
      if (!found) {
        const isClear = (row.problem_type ?? named) !== undefined;
        if (!isClear && !elsewhere(row, named)) throw unclear(nameOf(row));
        return undefined;
      }
      if (answersOther(row, found.item)) throw foreign(row, found.format, version, elsewhere(row, named));
      return { ...found, row };
    },
    holds(row, named) {
      const found = find(row, named);
      return found !== undefined && !answersOther(row, found.item);
    },
  };
}

function nameOf(row: ResponseRow): string {
  return row.item ?? row.id ?? '';
}

function answersOther({ prompt }: ResponseRow, item: ReleaseItem): boolean {
  return prompt !== undefined && prompt !== item.prompt;
}

function unclear(name: string): MixevalError {
  return new MixevalError(
    'invalid-data',
    `Nothing says whether response "${name}" is of a free-form or a multiple-choice item.`,
    {
      next: 'Name items by their id (32 hex digits), or add "problem_type" to each line.',
    },
  );
}

function foreign(
  row: ResponseRow,
  format: Format,
  version: string,
  benchmark: Benchmark | undefined,
): MixevalError {
  const name = nameOf(row);
  return new MixevalError(
    'invalid-data',
    benchmark === undefined
      ? `Response "${name}" answers another question than ${format} item "${name}" of release "${version}".`
      : `Response "${name}" answers an item of ${benchmark}, the other benchmark of release "${version}".`,
    {
      next:
        benchmark === undefined
          ? 'Use the release that the responses were made with: --version.'
          : howToGrade(benchmark),
    },
  );
}

/** The flag that says which benchmark responses are of. */
export function howToGrade(benchmark: Benchmark): string {
  return benchmark === 'mixeval-hard'
    ? 'Give --hard: these responses are of mixeval-hard.'
    : 'Leave --hard out: these responses are of mixeval.';
}
