import type { PoolManifest } from '../../../../corpus/index.js';
import { withCommas } from '../../../core/text-table.js';
import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';
import { refusedInWords } from './words.js';

/** `mixeval pool list`. */
export const listAction: CliCommand = {
  name: 'list',
  build: (run) =>
    command(
      'list',
      'the pools: items by format, language, licence, and the files that were not taken',
    ).action(
      run(async (context) => {
        const { listPools } = await import('../../../../corpus/index.js');
        const pools = await listPools(await context.workspace());
        return { json: { pools }, text: printable(inWords(pools)) };
      }),
    ),
};

function inWords(pools: readonly PoolManifest[]): string {
  if (pools.length === 0) return 'No pool is here yet: mixeval pool add starter.';
  const rows = pools.map(({ name, counts, language, licence }) => [
    name,
    withCommas(counts['free-form']),
    withCommas(counts['multiple-choice']),
    language,
    licence,
  ]);
  const table = [['pool', 'free-form', 'multiple-choice', 'language', 'licence'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 1 || column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ');
  const [head = [], ...body] = table;
  return [
    line(head),
    ...pools.flatMap(({ refusedFiles }, place) => [line(body[place] ?? []), ...refusedInWords(refusedFiles)]),
  ].join('\n');
}
