import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { classProbabilities, type Head, type HeadName, headFile } from '../corpus/filters/heads/head.js';
import { queryFeatureNames, queryFeatures } from '../corpus/filters/heads/query-features.js';
import { queryFilters } from '../corpus/filters/index.js';
import { caseSchema, readCases } from '../corpus/filters/labelled/cases.js';
import { starterQuerySchema } from '../corpus/starter/starter-query.js';
import { defaultEncoder, openEncoder } from '../encoder/index.js';
import { spearman } from '../eval/statistics/correlation.js';
import { writeFileAtomic } from '../src/core/files.js';
import { readJsonLines } from '../src/core/json-lines.js';
import { packageRoot } from '../src/core/package.js';
import { pointAt, thresholdFor } from './heads/detection.js';
import { type QueryTexts, queryTexts } from './heads/query-texts.js';
import { type Example, trainSoftmax } from './heads/softmax.js';

/**
 * Trains the heads of corpus/filters/heads, and measures them: `npx tsx scripts/train-heads.ts`. The query head learns from the
 * real data, and is measured on sources that it has not seen; the unsafe head learns from our own sentences, the open half of
 * the labelled ones among them. Writes the weights, and the figures to bench/mining/heads.json.
 */
const textsOfSource = 1_000;
const encoder = await openEncoder();

async function vectorsOf(texts: readonly string[]): Promise<Float32Array[]> {
  const flat = await encoder.encode(texts);
  return texts.map((_, at) => flat.subarray(at * encoder.dimensions, (at + 1) * encoder.dimensions));
}

async function writeHead(
  name: HeadName,
  classes: readonly string[],
  features: readonly string[],
  examples: readonly Example[],
  options: { readonly penalty: number; readonly classWeights: readonly number[] },
): Promise<void> {
  const trained = trainSoftmax(examples, { classes: classes.length, steps: 150, ...options });
  const head: Head = {
    encoder: defaultEncoder,
    dimensions: encoder.dimensions,
    features: [...features],
    classes: [...classes],
    ...trained,
  };
  await writeFileAtomic(headFile(name), `${JSON.stringify(head)}\n`);
}

// Which texts are queries.

interface Scored extends QueryTexts {
  readonly examples: readonly Example[];
}

const queryOptions = { penalty: 1e-5, classWeights: [1, 1] };

/** Queries and others count alike, whatever their numbers, and so does each source among its like. */
function balanced(sources: readonly Scored[]): Example[] {
  return sources.flatMap(({ isQuery, examples }) => {
    const alike = sources.filter((other) => other.isQuery === isQuery).length;
    return examples.map((example) => ({ ...example, weight: 1 / alike / examples.length }));
  });
}

const trainedFirst = new Set(['web searches, 2005 and 2007', 'chats', 'instructions', 'web pages', 'novels']);
const sources: Scored[] = [];
for (const source of await queryTexts(textsOfSource)) {
  const vectors = await vectorsOf(source.texts);
  sources.push({
    ...source,
    examples: source.texts.map((text, at) => ({
      vector: vectors[at] ?? new Float32Array(),
      features: queryFeatures(text),
      label: source.isQuery ? 0 : 1,
    })),
  });
}
const isQueryFilter = await queryFilters
  .get('is-query')
  .prepare({ languages: 'any', minLength: 1, maxLength: 1e6, pii: 'keep', unsafe: 'keep' });
const dropsCheaply = (text: string): boolean =>
  isQueryFilter({ text, language: 'und', flags: [], attachment: false }).kept === undefined;

const rated: { readonly text: string; readonly rating: number }[] = (
  await readFile(join(packageRoot, '../shared/data/queries/query_wellformedness/dev.tsv'), 'utf8')
)
  .trim()
  .split('\n')
  .map((line) => ({ text: line.split('\t')[0] ?? '', rating: Number(line.split('\t')[1]) }));
const ratedVectors = await vectorsOf(rated.map(({ text }) => text));

const directions = [true, false].map((first) => {
  const train = sources.filter(({ source }) => trainedFirst.has(source) === first);
  const test = sources.filter(({ source }) => trainedFirst.has(source) !== first);
  const trained = trainSoftmax(balanced(train), { classes: 2, steps: 150, ...queryOptions });
  const scoreOf = ({ vector, features }: Example): number =>
    classProbabilities(trained, vector, features)[0] ?? 0;
  const scores = test.map(({ source, isQuery, texts, examples }) => ({
    source,
    isQuery,
    scores: examples.map(scoreOf),
    cheaplyDropped: texts.filter(dropsCheaply).length / texts.length,
  }));
  const all = (isQuery: boolean): number[] =>
    scores.filter((each) => each.isQuery === isQuery).flatMap((each) => each.scores);
  const [queries, others] = [all(true), all(false)];
  const curve = [0.999, 0.995, 0.99, 0.98, 0.95, 0.9].map((recall) =>
    pointAt(queries, others, thresholdFor(queries, recall)),
  );
  return {
    trainedOn: train.map(({ source }) => source),
    curve,
    fixed: [0.05, 0.1, 0.2, 0.3, 0.5].map((threshold) => pointAt(queries, others, threshold)),
    sources: scores.map(({ source, isQuery, scores, cheaplyDropped }) => ({
      source,
      isQuery,
      texts: scores.length,
      keptAtTenth: scores.filter((score) => score >= 0.1).length / scores.length,
      cheaplyDropped,
    })),
    spearman: spearman(
      rated.map(({ text }, at) =>
        scoreOf({ vector: ratedVectors[at] ?? new Float32Array(), features: queryFeatures(text), label: 0 }),
      ),
      rated.map(({ rating }) => rating),
    ),
  };
});
await writeHead('query', ['query', 'other'], queryFeatureNames, balanced(sources), queryOptions);

// Which texts are unsafe.

const unsafeClasses = [
  'keep',
  'unsafe-sexual',
  'unsafe-violence',
  'unsafe-hate',
  'unsafe-self-harm',
  'unsafe-crime',
];
const unsafeCases = await readCases('unsafe', 'open');
for await (const labelled of readJsonLines(
  join(packageRoot, 'corpus/filters/training/unsafe.jsonl'),
  caseSchema,
)) {
  unsafeCases.push(labelled);
}
for await (const { text, label, heldOut } of readJsonLines(
  join(packageRoot, 'corpus/starter/queries.jsonl'),
  starterQuerySchema,
)) {
  if (label === 'keep' && heldOut !== true) unsafeCases.push({ text, expected: 'keep' });
}
const unsafeVectors = await vectorsOf(unsafeCases.map(({ text }) => text));
await writeHead(
  'unsafe',
  unsafeClasses,
  [],
  unsafeCases.map(({ expected }, at) => ({
    vector: unsafeVectors[at] ?? new Float32Array(),
    features: [],
    label: unsafeClasses.indexOf(expected),
  })),
  { penalty: 1e-4, classWeights: [1, 2, 2, 2, 2, 2] },
);
await encoder.close();
await writeFileAtomic(
  join(packageRoot, 'bench/mining/heads.json'),
  `${JSON.stringify({ textsOfSource, directions }, null, 2)}\n`,
);
