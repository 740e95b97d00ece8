import type { QueriesSummary } from '../../../../corpus/index.js';
import { inPercent, withCommas } from '../../../core/text-table.js';
import { type CliCommand, command, wholeNumber } from '../../command.js';
import { printable } from '../../printable.js';

/** `mixeval queries show`. */
export const showAction: CliCommand = {
  name: 'show',
  build: (run) =>
    command('show', 'what is in the corpora: by source, month, language and length, and what is asked most')
      .argument('[corpus...]', 'corpora by name (default: all)')
      .option('--top <queries>', 'how many of the most asked queries, 0 or more', wholeNumber(0), 20)
      .action(
        run(async (context, names: string[], { top }: { readonly top: number }) => {
          const { readQueries, summariseQueries } = await import('../../../../corpus/index.js');
          const { signal } = context.task;
          const queries = readQueries(await context.workspace(), names, signal);
          const summary = await summariseQueries(queries, { top });
          return { json: summary, text: printable(inWords(summary, context.columns)) };
        }),
      ),
};

function inWords(summary: QueriesSummary, columns: number): string {
  const { queries, asked, mostAsked } = summary;
  if (queries === 0) return 'No queries are here yet: mixeval mine SOURCE...';
  const parts: readonly (readonly [string, Readonly<Record<string, number>>])[] = [
    ['corpus', summary.byCorpus],
    ['source', summary.bySource],
    ['month', summary.byMonth],
    ['language', summary.byLanguage],
    ['words', summary.byWords],
    ['flag', summary.byFlag],
  ];
  const names = parts.flatMap(([, counts]) => Object.keys(counts));
  const width = Math.max(...names.map((name) => name.length));
  const number = withCommas(asked).length;
  const widest = Math.max(0, ...mostAsked.map(({ count }) => withCommas(count).length));
  return [
    `${withCommas(queries)} ${queries === 1 ? 'query' : 'queries'}, asked ${asked === 1 ? 'once' : `${withCommas(asked)} times`}`,
    ...parts
      .filter(([, counts]) => Object.keys(counts).length > 0)
      .flatMap(([title, counts]) => [
        '',
        `by ${title}`,
        ...Object.entries(counts).map(
          ([name, count]) =>
            `  ${name.padEnd(width)}  ${withCommas(count).padStart(number)}  ${inPercent(count / asked).padStart(7)}`,
        ),
      ]),
    ...(mostAsked.length > 0 ? ['', 'asked most'] : []),
    ...mostAsked.map(({ count, text }) => {
      const line = `  ${withCommas(count).padStart(widest)}  ${text.replace(/\s+/g, ' ')}`;
      return line.length > columns ? `${line.slice(0, columns - 3)}...` : line;
    }),
  ].join('\n');
}
