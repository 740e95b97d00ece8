import type { BuiltManifest, ImportedManifest, Manifest, SplitSummary } from '../../../../versions/index.js';
import { counted, inPercent, withCommas } from '../../../core/text-table.js';
import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';
import { countsInWords } from './words.js';

/** `mixeval versions show`. */
export const showAction: CliCommand = {
  name: 'show',
  build: (run) =>
    command('show', 'what a release holds and how it came about; with --json its whole manifest')
      .argument('<version>', 'name of the release')
      .action(
        run(async (context, version: string) => {
          const { findRelease, summaries } = await import('../../../../versions/index.js');
          const { folder, manifest, manifestHash } = await findRelease(await context.workspace(), version);
          const rows = [
            [
              'release',
              `${version}${manifest.date === null ? '' : `, ${manifest.date}`}, ${manifest.origin}`,
            ],
            ...splitRows(summaries(manifest), manifest.origin === 'built' ? 'queries' : 'rows'),
            ...(manifest.origin === 'built' ? builtRows(manifest) : importedRows(manifest)),
            ['licences', inWords(manifest.licences)],
            ...overlapRows(manifest),
            ['canary', manifest.canary],
            ['folder', folder],
          ];
          const width = Math.max(...rows.map(([name = '']) => name.length));
          const text = rows.map(([name = '', value]) => `${name.padEnd(width)}  ${value}`).join('\n');
          return { json: { ...manifest, manifestHash, path: folder }, text: printable(text) };
        }),
      ),
};

function splitRows(splits: Iterable<SplitSummary>, standFor: string): string[][] {
  return [...splits].map(({ benchmark, format, items, batchMatched, sources }) => {
    const shares = sources.slice(0, 4).map(({ name, weightShare }) => `${name} ${inPercent(weightShare)}`);
    if (sources.length > shares.length) shares.push('...');
    const stand = `${counted(items, 'items')} for ${counted(batchMatched, standFor)}`;
    return [`${benchmark} ${format}`, items === 0 ? stand : `${stand}: ${shares.join(', ')}`];
  });
}

function builtRows(manifest: BuiltManifest): string[][] {
  const { pool, batch, encoder, matchedShare, parameters, indexRecall, hard } = manifest;
  const shares = Object.entries(batch.byCorpus).map(([name, share]) => `${name} ${inPercent(share)}`);
  return [
    ['pool', `${counted(pool.items, 'items')}, ${counted(pool.merged, 'duplicates')} merged`],
    ['batch', `${counted(batch.queries, 'queries')}: ${shares.join(', ')}`],
    ['encoder', encoder.name],
    [
      'matched',
      `${inPercent(matchedShare)} of the queries at a similarity of ${parameters.similarityFloor} or more`,
    ],
    [
      'index',
      `${indexRecall.kind}, recall@1 ${indexRecall.recallAt1.toFixed(4)} on ${counted(indexRecall.sample, 'queries')}`,
    ],
    [
      'hard',
      hard.built
        ? `by ${hard.method}, ${counted(hard.subjects, 'subjects')}`
        : `not built: ${whyNoHard[hard.reason]}`,
    ],
    ...(manifest.private
      ? [['private', `${countsInWords(manifest.private.counts)} lie beside the release`]]
      : []),
    ['seed, ordinal', `${manifest.seed}, ${manifest.ordinal}`],
  ];
}

const whyNoHard = {
  'not-asked-for': 'no places were asked for (--hard-size 0)',
  'no-results': 'no results of models on the pool were known; `mixeval probe` makes them',
} as const;

function importedRows({ published, leftOut }: ImportedManifest): string[][] {
  const rows = [
    [
      'copies',
      'exact copies are one item, its weight their number; scores stay comparable with published ones',
    ],
    [
      'published',
      published
        ? `the files that MixEval published as ${published.version} (commit ${published.commit.slice(0, 9)})`
        : 'not the files of a release known to have been published',
    ],
  ];
  const reasons = leftOut.map(({ file, key, reason }) => `${file} "${key}": ${reason}`);
  return leftOut.length === 0
    ? rows
    : [
        ...rows,
        ['left out', `${counted(leftOut.length, 'rows')} that cannot be graded`],
        ...reasons.map((text) => ['', text]),
      ];
}

function overlapRows({ overlap }: Manifest): string[][] {
  return Object.entries(overlap).map(([version, byBenchmark]) => [
    'overlap',
    `${version}: ${Object.entries(byBenchmark)
      .map(([benchmark, shares]) => `${benchmark} ${Object.values(shares).map(orDash).join(' + ')}`)
      .join(', ')}`,
  ]);
}

function orDash(share: number | null): string {
  return share === null ? '-' : inPercent(share);
}

function inWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${withCommas(count)}`)
    .join(', ');
}
