import { withCommas } from '../../src/core/text-table.js';
import type { EncodingRates } from '../encode.js';
import { points, table, verdict } from '../markdown.js';
import type { MeasuredBatch } from './batches.js';
import type { MeasuredBuild, MeasuredUpdates } from './commands.js';
import { operationsPerToken } from './gemm.js';
import type { IndexLine } from './index-lines.js';

/** Everything that was measured. */
export interface Speed {
  readonly machine: string;
  readonly builds: readonly MeasuredBuild[];
  readonly updates: MeasuredUpdates;
  readonly batches: readonly MeasuredBatch[];
  readonly indexes: readonly IndexLine[];
  readonly encoding: EncodingRates;
  /** Billions of operations a second. */
  readonly roof: number;
}

const times = (ratio: number): string => `${ratio.toFixed(2)} times`;

/** docs/speed.md, of what is measured. Every figure comes from the measurement, and so does whether an aim was reached. */
export function speedPage(measured: Partial<Speed> & Pick<Speed, 'machine'>): string {
  const { encoding: rates, roof, indexes: lines, builds: all, updates: both, batches: sizes } = measured;
  return [
    '# How fast are releases made?',
    '',
    'What `bench/speed` measured, written by it: `npm run speed -- FOLDER`, on real web searches, forum questions and benchmarks. Times',
    'on a machine that others use too are upper bounds; ratios are of one run.',
    '',
    `Machine: ${measured.machine}.`,
    '',
    ...(rates && roof !== undefined ? encoding(rates, roof) : []),
    ...(lines ? indexes(lines) : []),
    ...(all
      ? builds(all)
      : ['A build after encoding is measured in [real-run.md](real-run.md), not here yet.', '']),
    ...(sizes ? batches(sizes) : []),
    ...(both ? updates(both) : ['Updates and stability are not measured yet.', '']),
  ].join('\n');
}

function encoding(rates: EncodingRates, roof: number): string[] {
  const { ours, single, batched, perProcessorSecond, tokensPerText } = rates;
  const ratio = ours / Math.max(single, batched);
  const reached = (perProcessorSecond * tokensPerText * operationsPerToken) / 1e9;
  return [
    '## Encoding',
    '',
    `${withCommas(ours)} queries a second (${tokensPerText.toFixed(1)} tokens each); transformers.js on the same graph ${withCommas(single)} one by one and ${withCommas(batched)} in batches of 32: ${times(ratio)} (aim 1.5, ${verdict(ratio >= 1.5)}). A second of processor time encodes ${withCommas(perProcessorSecond)}: ${reached.toFixed(1)} of the ${roof.toFixed(1)} billion float32 operations that ONNX Runtime does in it in a bare product of matrices, ${points(reached / roof, 0)} %.`,
    '',
  ];
}

function indexes(lines: Speed['indexes']): string[] {
  return [
    '## Index',
    '',
    '`hnswlib-node` in one thread builds the same graph (same links, same candidates) as our shards do on threads. It searches a graph',
    'with more links (20, not 8, as ours asks exact search where it is in doubt), with the smallest number of candidates (of 100 to 800)',
    'that finds the nearest item of 99 of 100 queries, or with 800. Exact search finds all.',
    '',
    ...table(
      [
        'items',
        'queries',
        'build, theirs',
        'build, ours',
        'ratio',
        'search, theirs',
        'recall@1',
        'exact',
        'ratio',
        'with building',
      ],
      lines.map((line) => [
        withCommas(line.rows),
        withCommas(line.queries),
        `${line.theirBuild.toFixed(1)} s`,
        `${line.ourBuild.toFixed(1)} s`,
        (line.theirBuild / line.ourBuild).toFixed(2),
        `${line.theirSearch.toFixed(1)} s (ef ${line.theirEf})`,
        line.theirRecall.toFixed(4),
        `${line.exactSearch.toFixed(1)} s`,
        (line.theirSearch / line.exactSearch).toFixed(2),
        ((line.searchedBuild + line.theirSearch) / line.exactSearch).toFixed(2),
      ]),
    ),
    ...lines.map((line) => {
      const built = line.theirBuild / line.ourBuild;
      const searched = line.theirSearch / line.exactSearch;
      return `- ${withCommas(line.rows)} items: building by shards ${times(built)} as fast (aim 1.5, ${verdict(built >= 1.5)}); exact search ${times(searched)} as fast as searching the graph (aim 1.5, ${verdict(searched >= 1.5)}).`;
    }),
    '',
  ];
}

function builds(all: Speed['builds']): string[] {
  return [
    '## A build after encoding',
    '',
    'The whole command, process start and writing included, with all embeddings in the cache. Aim: 90 s, recall@1 0.99, 2 GB.',
    '',
    ...table(
      ['index', 'queries', 'items', 'seconds', 'of processor time', 'memory at most', 'recall@1', 'stages'],
      all.map(({ index, build, seconds, processorSeconds, peakMegabytes }) => [
        index,
        withCommas(build.manifest.batch.distinct),
        withCommas(build.manifest.pool.items),
        seconds.toFixed(0),
        processorSeconds.toFixed(0),
        `${withCommas(peakMegabytes)} MB`,
        build.indexRecall.recallAt1.toFixed(4),
        Object.entries(build.seconds)
          .filter(([, time]) => time >= 0.5)
          .map(([stage, time]) => `${stage} ${time.toFixed(0)}`)
          .join(', '),
      ]),
    ),
    ...all.map(
      ({ index, build: { indexRecall }, seconds, peakMegabytes }) =>
        `- ${index}: time ${verdict(seconds <= 90)}, recall ${verdict(indexRecall.recallAt1 >= 0.99)}, memory ${verdict(peakMegabytes <= 2000)}.${index === indexRecall.kind ? '' : ' A sample of the queries showed that nearly all answers of the graphs would be doubted, so all were searched exactly.'}`,
    ),
    '',
    '`--index auto`, the default, takes exact search up to 250,000 items.',
    '',
  ];
}

function batches(sizes: Speed['batches']): string[] {
  const [few, many] = sizes;
  if (!few || !many) return [];
  const time = many.processorSeconds / few.processorSeconds;
  const memory = many.peakMegabytes / few.peakMegabytes;
  return [
    '## Five times the queries',
    '',
    'Clusters, matching and drawing in one process, of generated queries near 20,000 generated items. Aim: time in proportion, memory',
    'as before.',
    '',
    ...table(
      ['queries', 'seconds', 'of processor time', 'memory at most'],
      sizes.map(({ queries, seconds, processorSeconds, peakMegabytes }) => [
        withCommas(queries),
        seconds.toFixed(0),
        processorSeconds.toFixed(0),
        `${withCommas(peakMegabytes)} MB`,
      ]),
    ),
    `${times(many.queries / few.queries)} the queries take ${times(time)} the processor time (${verdict(time <= many.queries / few.queries)}) and ${times(memory)} the memory (${verdict(memory <= 1.2)}).`,
    '',
  ];
}

function updates({ queries, first, second, stability }: MeasuredUpdates): string[] {
  const share = second.processorSeconds / first.processorSeconds;
  return [
    '## An update, and stability',
    '',
    `The first \`update\` of ${withCommas(queries)} queries over GSM8K took ${first.seconds.toFixed(0)} s (${first.processorSeconds.toFixed(0)} s of processor time) and encoded ${withCommas(first.texts)} texts; the next one, with 5 % more queries, ${second.seconds.toFixed(0)} s (${second.processorSeconds.toFixed(0)} s) and ${withCommas(second.texts)}: ${points(share, 1)} % of the processor time, ${points(second.seconds / first.seconds, 1)} % of the time (aim 10 %, ${verdict(second.seconds <= 0.1 * first.seconds)}).`,
    '',
    `\`versions stability\` with 60 releases took ${stability.seconds.toFixed(0)} s there (${stability.processorSeconds.toFixed(0)} s of processor time), the matching included (aim 60 s, ${verdict(stability.seconds <= 60)}).`,
    '',
  ];
}
