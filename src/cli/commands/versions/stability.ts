import { resolve } from 'node:path';
import { Option } from 'commander';
import type { StabilityOptions, StabilityReport } from '../../../../versions/index.js';
import { writeFileAtomic } from '../../../core/files.js';
import { counted, inPercent, textTable, withCommas } from '../../../core/text-table.js';
import { type CliCommand, command, realNumber, wholeNumber } from '../../command.js';
import { printable } from '../../printable.js';

interface StabilityFlags extends Omit<StabilityOptions, 'workspace' | 'results' | 'pools'> {
  readonly pool?: string[];
  readonly svg?: string;
}

/** `mixeval versions stability`. */
export const stabilityAction: CliCommand = {
  name: 'stability',
  build: (run) =>
    command(
      'stability',
      'draw many releases from the corpus, as build does and in other ways; how far do they differ?',
    )
      .option('--releases <number>', 'releases drawn in each way, 2 or more (default: 60)', wholeNumber(2))
      .option(
        '--size <items>',
        'places of each split (default: 2000, at most half of the items there are)',
        wholeNumber(1),
      )
      .option(
        '--batch <queries>',
        'queries of each batch (default: as many as the corpus has)',
        wholeNumber(1),
      )
      .option('--seed <number>', 'seed, 0 or more (default: 1)', wholeNumber(0))
      .option('--svg <file>', 'draw the spread of scores into this file')
      .addOption(
        new Option('--index <kind>', 'nearest-neighbour search (default: auto)').choices([
          'auto',
          'hnsw',
          'exact',
        ]),
      )
      .option('--encoder <name>', 'encoder by name, folder or Hugging Face name (default: as in build)')
      .option(
        '--similarity-floor <cosine>',
        "a match below it is none, -1 to 1 (default: the encoder's own)",
        realNumber(-1, 1),
      )
      .option('--pool <names...>', 'draw from these pools only (default: all)')
      .option('--queries <names...>', 'go by these query files only (default: all)')
      .addHelpText(
        'after',
        `
The spread of scores takes results of models on items: mixeval probe, mixeval
results import, or runs. What a design knows of the items comes from one half
of the models, scores from the other half.
`,
      )
      .action(
        run(async (context, { pool, svg, ...flags }: StabilityFlags) => {
          const { knownResults } = await import('../../../../eval/index.js');
          const { stability, stabilityPlot } = await import('../../../../versions/index.js');
          const workspace = await context.workspace();
          const report = await stability(
            {
              ...flags,
              workspace,
              pools: pool,
              encoder: flags.encoder ?? (await context.settings()).encoder.value,
              results: await knownResults(workspace, context.task),
            },
            context.task,
          );
          const plot = svg === undefined ? undefined : stabilityPlot(report);
          const path = svg === undefined ? undefined : resolve(context.cwd, svg);
          if (plot !== undefined && path !== undefined) await writeFileAtomic(path, plot);
          else if (path !== undefined) {
            context.task.onWarning?.('No results of models are known, so there is no spread to draw.');
          }
          return {
            json: { ...report, svg: plot === undefined ? null : path },
            text: printable(stabilityInWords(report, context.columns)),
          };
        }),
      ),
};

function stabilityInWords(report: StabilityReport, columns: number): string {
  const points = (share: number | null | undefined): string =>
    share === null || share === undefined ? '-' : (100 * share).toFixed(2);
  const table = textTable(
    ['way', 'std', 'of differences', 'shift', 'tau', 'unique inside', 'across', 'effective items'],
    report.ways.map(({ way, spread, uniqueInside, uniqueAcross, effectiveItems }) => [
      way,
      points(spread?.scoreStd),
      points(spread?.differenceStd),
      points(spread?.shift),
      spread?.kendallTau?.toFixed(3) ?? '-',
      (100 * uniqueInside).toFixed(1),
      (100 * uniqueAcross).toFixed(1),
      effectiveItems.toFixed(0),
    ]),
    columns,
  );
  const lags = Object.entries(report.series.byLag).map(([lag, share]) => `${lag}: ${inPercent(share)}`);
  return [
    `${report.releases} releases of ${counted(report.places, 'places')} a split, from ${counted(report.items, 'items')} (effective size ${withCommas(Math.round(report.effectivePoolSize))}), batches of ${counted(report.queries, 'queries')}`,
    report.subjects === 0
      ? 'No results of models are known: scores have no spread to show.'
      : `Scores of ${counted(report.subjects, 'models')}; the items they answered hold ${inPercent(report.coveredTraffic)} of the traffic.`,
    '',
    table,
    '',
    'std, of differences: standard deviations over releases, in points of 0 to 100; shift: distance of the mean',
    'from the score on the whole traffic; tau: agreement of two releases on the order of models.',
    `Overlap with the release so many before: ${lags.join(', ')}; of independent ones: ${inPercent(report.series.independent)}`,
  ].join('\n');
}
