import type { QueriesSummary } from '../../../../corpus/index.js';
import { counted, cutTo, inPercent, oneLine, withCommas } from '../../../core/text-table.js';
import { type CliCommand, command, wholeNumber } from '../../command.js';
import { printable } from '../../printable.js';
import type { QueryCluster } from '../../query-clusters.js';

interface ShowFlags {
  readonly top: number;
  readonly clusters: number;
}

/** `mixeval queries show`. */
export const showAction: CliCommand = {
  name: 'show',
  build: (run) =>
    command(
      'show',
      'what is in the corpora: by source, month, language and length, the largest clusters, and what is asked most',
    )
      .argument('[corpus...]', 'corpora by name (default: all)')
      .option('--top <queries>', 'how many of the most asked queries, 0 or more', wholeNumber(0), 20)
      .option(
        '--clusters <number>',
        'how many of the largest clusters, with their most typical queries, 0 to 50; of more than 4,000 queries a sample is clustered',
        wholeNumber(0, 50),
        20,
      )
      .action(
        run(async (context, names: string[], { top, clusters: largest }: ShowFlags) => {
          const { readQueries, summariseQueries } = await import('../../../../corpus/index.js');
          const { queryClusters } = await import('../../query-clusters.js');
          const workspace = await context.workspace();
          const queries = readQueries(workspace, names, context.task.signal);
          const summary = await summariseQueries(queries, { top });
          const clusters = await queryClusters(workspace, names, largest, context.task);
          return {
            json: { ...summary, clusters },
            text: printable(inWords(summary, clusters, context.columns)),
          };
        }),
      ),
};

function inWords(summary: QueriesSummary, clusters: readonly QueryCluster[], columns: number): string {
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
    `${counted(queries, 'queries')}, asked ${asked === 1 ? 'once' : `${withCommas(asked)} times`}`,
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
    ...(clusters.length > 0 ? ['', 'largest clusters, by their most typical queries'] : []),
    ...clusters.flatMap(({ share, typical }) =>
      typical.map((text, at) =>
        cutTo(columns, `  ${(at === 0 ? inPercent(share) : '').padStart(7)}  ${oneLine(text)}`),
      ),
    ),
    ...(mostAsked.length > 0 ? ['', 'asked most'] : []),
    ...mostAsked.map(({ count, text }) =>
      cutTo(columns, `  ${withCommas(count).padStart(widest)}  ${oneLine(text)}`),
    ),
  ].join('\n');
}
