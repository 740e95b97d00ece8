import { resolve } from 'node:path';
import { Option } from 'commander';
import type { BuildReport } from '../../../versions/index.js';
import type { BuildReleaseOptions } from '../../build-release.js';
import { counted, indentedTable, inPercent, oneLine, points, withCommas } from '../../core/text-table.js';
import { type CliCommand, command, realNumber, wholeNumber } from '../command.js';
import { printable } from '../printable.js';
import { countsInWords } from './versions/words.js';

interface BuildFlags extends Omit<BuildReleaseOptions, 'workspace' | 'results' | 'pools' | 'retire'> {
  readonly retire?: string;
  readonly pool?: string[];
}

/** `mixeval build`: from the workspace's corpus to a release. */
export const buildCommand: CliCommand = {
  name: 'build',
  build: (run) =>
    command('build', "draw a release from the pool so that it asks what the corpus' queries ask")
      .requiredOption('--version <name>', 'name of the release; a day in it (2026-01-31) is its date')
      .option('--date <day>', 'its day, YYYY-MM-DD (default: the first one in its name)')
      .option('--size <items>', 'places of each split, 1 or more (default: 2000)', wholeNumber(1))
      .option('--hard-size <items>', 'places of each Hard split, 0 for none (default: 500)', wholeNumber(0))
      .option('--batch <queries>', 'queries to draw, 1 or more (default: all)', wholeNumber(1))
      .option(
        '--seed <number>',
        'seed of batch, clusters and rounding, 0 or more (default: 1)',
        wholeNumber(0),
      )
      .addOption(
        new Option(
          '--index <kind>',
          'nearest-neighbour search (default: auto, which is exact up to 250,000 items)',
        ).choices(['auto', 'hnsw', 'exact']),
      )
      .option(
        '--encoder <name>',
        'encoder by name, folder or Hugging Face name (default: MIXEVAL_ENCODER, else all-MiniLM-L6-v2/exact)',
      )
      .option(
        '--similarity-floor <cosine>',
        "a match below it is none, -1 to 1 (default: the encoder's own)",
        realNumber(-1, 1),
      )
      .addOption(
        new Option('--hard-method <name>', 'how Hard is drawn (default: discrimination)').choices([
          'discrimination',
          'batch-rejection',
        ]),
      )
      .option(
        '--lambda <strength>',
        'strength of difficulty in Hard, 0 to 2 (default: by cross-validation with ten models or more, else 1)',
        realNumber(0, 2),
      )
      .option(
        '--precision <points>',
        'say what batch and size a standard error of so many points takes, 0.01 to 50 (default: do not)',
        realNumber(0.01, 50),
      )
      .option(
        '--max-age <releases>',
        'leave out items whose first release lies so many back, 1 or more (default: none)',
        wholeNumber(1),
      )
      .option('--retire <file>', 'leave out the items that this JSON Lines file names by "item" or "id"')
      .addOption(
        new Option(
          '--publish-queries <what>',
          "what of users' queries the release holds: hashes of texts can be guessed; of queries flagged as unsafe, text shows hashes too (default: none)",
        ).choices(['none', 'hashes', 'text']),
      )
      .option(
        '--private <share>',
        'keep about this part of the items beside the release, in private/, 0 to 0.9 (default: 0)',
        realNumber(0, 0.9),
      )
      .option('--pool <names...>', 'draw from these pools only (default: all)')
      .option('--queries <names...>', 'go by these query files only (default: all)')
      .option('--licences <names...>', 'draw items under these licences only (default: any)')
      .action(
        run(async (context, { pool, precision, retire, ...flags }: BuildFlags) => {
          const { buildRelease } = await import('../../build-release.js');
          const { readRetired } = await import('../../../versions/index.js');
          const report = await buildRelease(
            {
              ...flags,
              precision: precision === undefined ? undefined : precision / 100,
              retire:
                retire === undefined
                  ? undefined
                  : await readRetired(resolve(context.cwd, retire), context.task),
              workspace: await context.workspace(),
              pools: pool,
              encoder: flags.encoder ?? (await context.settings()).encoder.value,
            },
            context.task,
          );
          return { json: toJson(report), text: printable(toText(report, context.columns)) };
        }),
      ),
};

function toJson({ manifest, ...report }: BuildReport) {
  const { matchedShare, similarityQuantiles, indexRecall, topicDistance, hard, overlap, suspects } = manifest;
  const privateCounts = manifest.private?.counts ?? null;
  return {
    ...report,
    matchedShare,
    similarityQuantiles,
    indexRecall,
    topicDistance,
    hard,
    overlap,
    suspects,
    privateCounts,
  };
}

const topicsShown = 5;

function unrepresentedInWords(
  { unrepresented: { share, clusters } }: BuildReport,
  columns: number,
): string[] {
  if (clusters.length === 0) return [];
  return [
    `unmatched ${inPercent(share)} of the queries are near no item; the largest topics of it:`,
    ...indentedTable(
      ['%', 'asked'],
      clusters
        .slice(0, topicsShown)
        .flatMap(({ share: part, queries }) =>
          queries.map((query, place) => [place === 0 ? points(part) : '', oneLine(query)]),
        ),
      columns,
    ),
  ];
}

function precisionInWords({ precision: { standardError, batchFloor, wanted } }: BuildReport): string[] {
  const inPoints = (share: number): string => `${(100 * share).toFixed(2)} points`;
  const now = `expected standard error of a score ${inPoints(standardError)}, of it ${inPoints(batchFloor)} from the batch`;
  if (!wanted) return [];
  const { batchNeeded, sizeNeeded, batchAtLeast } = wanted;
  return [
    `precision ${now}`,
    `  ${inPoints(wanted.standardError)} takes ${
      batchNeeded === null
        ? 'more items, whatever the batch'
        : `${counted(batchNeeded, 'matched queries')} at this size`
    }; ${
      sizeNeeded === null
        ? `${counted(batchAtLeast, 'matched queries')} or more, whatever the size`
        : `--size ${sizeNeeded} with this batch`
    }`,
  ];
}

function toText(report: BuildReport, columns: number): string {
  const { version, path, counts, manifest, seconds, encodedTexts, reusedTexts } = report;
  const { batch, matchedShare, parameters, indexRecall } = manifest;
  return [
    `${version} is built: ${countsInWords(counts)}`,
    ...(manifest.private
      ? [`private  ${countsInWords(manifest.private.counts)} lie beside it, in private/${version}`]
      : []),
    `matched  ${inPercent(matchedShare)} of ${counted(batch.queries, 'queries')} at a similarity of ${parameters.similarityFloor} or more`,
    `index    ${indexRecall.kind}, recall@1 ${indexRecall.recallAt1.toFixed(4)} on ${counted(indexRecall.sample, 'queries')}`,
    ...unrepresentedInWords(report, columns),
    ...precisionInWords(report),
    `encoded  ${counted(encodedTexts, 'new texts')}; ${withCommas(reusedTexts)} were known`,
    `seconds  ${Object.entries(seconds)
      .map(([stage, time]) => `${stage} ${time.toFixed(1)}`)
      .join(', ')}`,
    `folder   ${path}`,
  ].join('\n');
}
