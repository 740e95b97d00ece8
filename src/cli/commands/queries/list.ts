import type { ListedCorpus } from '../../../../corpus/index.js';
import { withCommas } from '../../../core/text-table.js';
import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';

/** `mixeval queries list`. */
export const listAction: CliCommand = {
  name: 'list',
  build: (run) =>
    command('list', 'the corpora: queries, how often they were asked, inputs, when mined last').action(
      run(async (context) => {
        const { listQueries } = await import('../../../../corpus/index.js');
        const corpora = await listQueries(await context.workspace());
        return { json: { corpora }, text: printable(inWords(corpora)) };
      }),
    ),
};

function inWords(corpora: readonly ListedCorpus[]): string {
  if (corpora.length === 0) return 'No queries are here yet: mixeval mine SOURCE...';
  const known = (count: number | null): string => (count === null ? '-' : withCommas(count));
  const rows = corpora.map(({ name, queries, asked, inputs, minedAt }) => [
    name,
    known(queries),
    known(asked),
    withCommas(inputs),
    minedAt?.slice(0, 10) ?? '-',
  ]);
  const table = [['corpus', 'queries', 'asked', 'inputs', 'mined'], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
