import { MixevalError } from '../../src/core/errors.js';
import { type Format, formats } from '../../src/core/schemas/item.js';
import type { ReleaseItem, Split } from '../../src/core/schemas/release-item.js';
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

/** Where rows stand in a release: by our id, by MixEval's key of a split. */
export interface RowIndex {
  /** @throws MixevalError `invalid-data` where the row answers another question than the release's item of that id or key */
  match(row: ResponseRow, format: Format | undefined): MatchedRow | undefined;
}

/**
 * Finds the items that rows answer. A row names its item by our id, or by its key in the release's file in MixEval's layout:
 * the keys an imported item came from, or the place in our own file.
 */
export function rowIndex(splits: Readonly<Record<Format, Split>>, version: string): RowIndex {
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
  return {
    match(row, named) {
      const name = row.item ?? row.id ?? '';
      const known = byId.get(name);
      const format = known?.format ?? row.problem_type ?? named;
      if (format === undefined) throw unclear(name);
      const keyed = known ? undefined : byKey[format].get(name);
      const item = known?.item ?? keyed?.item;
      if (!item) return undefined;
      if (row.prompt !== undefined && row.prompt !== item.prompt) throw foreign(name, format, version);
      return { item, format, repeat: keyed?.copy ?? row.repeat, byKey: keyed !== undefined, row };
    },
  };
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

function foreign(name: string, format: Format, version: string): MixevalError {
  return new MixevalError(
    'invalid-data',
    `Response "${name}" answers another question than ${format} item "${name}" of release "${version}".`,
    { next: 'Use the release that the responses were made with: --version. Hard responses need --hard.' },
  );
}
