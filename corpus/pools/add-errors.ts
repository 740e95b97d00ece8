/** What is said where `pool add` finds nothing to add. */

import { MixevalError } from '../../src/core/errors.js';
import { closestName } from '../../src/core/names.js';
import { counted } from '../../src/core/text-table.js';
import { benchmarks } from '../benchmarks/index.js';
import { type RejectedCounts, reasons } from './reasons.js';
import type { RefusedFile } from './store.js';

const known = (): string => `Known: starter, ${benchmarks.names.join(', ')}.`;

function shown(refused: readonly RefusedFile[]): string {
  const first = refused.slice(0, 3).map(({ file, reason }) => `${file} (${reason})`);
  const more = refused.length > 3 ? ` and ${refused.length - 3} more` : '';
  return refused.length === 0 ? 'there is no file' : first.join(', ') + more;
}

export function unknownBenchmark(name: string): MixevalError {
  const close = closestName(name, benchmarks.names);
  const suggestion = close ? `Did you mean "${close}"? ` : '';
  return new MixevalError('usage', `There is no benchmark "${name}".`, {
    next: `${suggestion}For a file of your own add --map prompt=COLUMN,target=COLUMN. ${known()}`,
    details: { name, known: benchmarks.names },
  });
}

export function unknownLanguage(language: string, known: readonly string[]): MixevalError {
  return new MixevalError('usage', `No known benchmark is in the language "${language}".`, {
    next: `Known: ${known.join(', ')}; or "any".`,
    details: { name: language, known },
  });
}

/** @param home where the benchmark's files are to be had; left out for a file of the user's own */
export function noPath(name: string, home?: string): MixevalError {
  const command = `mixeval pool add ${name} PATH`;
  return new MixevalError('usage', `Where are the files of ${name}?`, {
    next: home === undefined ? `${command} --map ...` : `Fetch them from ${home}, then: ${command}.`,
  });
}

/** None of the files there can be taken. */
export function nothingTaken(
  name: string,
  refused: readonly RefusedFile[],
  home: string | undefined,
): MixevalError {
  const own = 'a table (.jsonl, .json, .csv, .tsv, .parquet) with --map prompt=...,target=...';
  return new MixevalError('unsupported', `No file there can be taken into ${name}: ${shown(refused)}.`, {
    next: home === undefined ? `Give ${own}.` : `Give a file of ${name} (${home}), or your own: ${own}.`,
    details: { refusedFiles: refused },
  });
}

/** No file there is of a known benchmark. */
export function nothingKnown(path: string, refused: readonly RefusedFile[]): MixevalError {
  return new MixevalError('unsupported', `${path} holds no file of a known benchmark: ${shown(refused)}.`, {
    next: `${known()} A file of your own: mixeval pool add NAME PATH --map ...`,
    details: { refusedFiles: refused },
  });
}

/** Files were read, and none of their rows is an item. */
export function nothingKept(
  name: string,
  details: {
    readonly read: number;
    readonly rejected: RejectedCounts;
    readonly refusedFiles: readonly RefusedFile[];
  },
): MixevalError {
  const rows = Object.entries(details.rejected).map(
    ([reason, count]) => `${counted(count, 'rows')}: ${reason}`,
  );
  const files = details.refusedFiles.length === 0 ? [] : [shown(details.refusedFiles)];
  const why = [...rows, ...files].join('; ') || 'there are no rows';
  return new MixevalError('invalid-data', `Nothing of ${name} can be an item: ${why}.`, {
    next: 'Check that the columns are the right ones, and that these files hold questions with answers.',
    details: { ...details, meanings: reasons },
  });
}
