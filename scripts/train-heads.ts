import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unsafeFrom } from '../corpus/filters/detector.js';
import { classProbabilities, type Head, type HeadName, headFile } from '../corpus/filters/heads/head.js';
import { queryFeatureNames, queryFeatures } from '../corpus/filters/heads/query-features.js';
import { queryFilters } from '../corpus/filters/index.js';
import { caseSchema, readCases } from '../corpus/filters/labelled/cases.js';
import { maskPersonalData } from '../corpus/filters/personal-data.js';
import { mineDefaults } from '../corpus/index.js';
import { readStarter } from '../corpus/starter/read.js';
import { starterQuerySchema } from '../corpus/starter/starter-query.js';
import { defaultEncoder, openEmbeddingCache, openEncoder } from '../encoder/index.js';
import { spearman } from '../src/core/correlation.js';
import { writeFileAtomic } from '../src/core/files.js';
import { readJsonLines } from '../src/core/json-lines.js';
import { packageRoot } from '../src/core/package.js';
import { pointAt, thresholdFor } from './heads/detection.js';
import { type QueryTexts, queryTexts } from './heads/query-texts.js';
import { type Example, type Trained, trainSoftmax } from './heads/softmax.js';

/**
 * Trains the heads of corpus/filters/heads, and measures them: `npx tsx scripts/train-heads.ts`. The query head learns from the
 * real data, and is measured on sources that it has not seen; the unsafe head learns from our own sentences, the open half of
 * the labelled ones among them. Writes the weights, and the figures to bench/mining/heads.json.
 */
const textsOfSource = 2_000;
const encoder = await openEncoder();
const cache = await openEmbeddingCache(join(packageRoot, 'node_modules/.cache/mixeval-heads'), encoder);

async function vectorsOf(texts: readonly string[]): Promise<Float32Array[]> {
  const flat = await cache.embed(texts);
  return texts.map((_, at) => flat.subarray(at * encoder.dimensions, (at + 1) * encoder.dimensions));
}

async function writeHead(
  name: HeadName,
  classes: readonly string[],
  features: readonly string[],
  examples: readonly Example[],
  options: { readonly penalty: number; readonly classWeights: readonly number[] },
): Promise<Head> {
  const trained = trainSoftmax(examples, { classes: classes.length, steps: 150, ...options });
  const head: Head = {
    encoder: defaultEncoder,
    dimensions: encoder.dimensions,
    features: [...features],
    classes: [...classes],
    ...trained,
  };
  await writeFileAtomic(headFile(name), `${JSON.stringify(head)}\n`);
  return head;
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

/** Each source is scored by a head that has seen neither it nor the others of its line. */
const folds = [
  ['web searches, 2005 and 2007', 'web pages'],
  ['web searches, MS MARCO', 'chats', 'encyclopedia passages'],
  ['forum titles', 'novels'],
  ['rated questions', 'instructions', 'medical abstracts'],
];
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

interface Unseen {
  readonly source: string;
  readonly isQuery: boolean;
  readonly scores: readonly number[];
  /** Which of them the rules drop before anything is encoded. */
  readonly dropped: readonly boolean[];
}

const scoreBy = (trained: Trained, { vector, features }: Example): number =>
  classProbabilities(trained, vector, features)[0] ?? 0;
const correlations: number[] = [];
const unseen = folds.flatMap((fold): Unseen[] => {
  const isTest = ({ source }: Scored): boolean => fold.includes(source);
  const train = sources.filter((source) => !isTest(source));
  const trained = trainSoftmax(balanced(train), { classes: 2, steps: 150, ...queryOptions });
  if (fold.includes('rated questions')) {
    const scores = rated.map(({ text }, at) =>
      scoreBy(trained, {
        vector: ratedVectors[at] ?? new Float32Array(),
        features: queryFeatures(text),
        label: 0,
      }),
    );
    correlations.push(
      spearman(
        scores,
        rated.map(({ rating }) => rating),
      ),
    );
  }
  return sources.filter(isTest).map(({ source, isQuery, texts, examples }) => ({
    source,
    isQuery,
    scores: examples.map((example) => scoreBy(trained, example)),
    dropped: texts.map(dropsCheaply),
  }));
});

const recalls = [0.999, 0.995, 0.99, 0.98, 0.95, 0.9];
const thresholds = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

/** Of the head alone, or of rules and head together. */
function curves(withRules: boolean) {
  const all = (isQuery: boolean): number[] =>
    unseen
      .filter((each) => each.isQuery === isQuery)
      .flatMap(({ scores, dropped }) => scores.map((score, at) => (withRules && dropped[at] ? -1 : score)));
  const [queries, others] = [all(true), all(false)];
  return {
    atRecall: recalls.map((recall) => pointAt(queries, others, thresholdFor(queries, recall))),
    atThreshold: thresholds.map((threshold) => pointAt(queries, others, threshold)),
  };
}

const shareOf = (flags: readonly boolean[]): number => flags.filter(Boolean).length / flags.length;
const detection = {
  textsOfSource,
  folds,
  head: curves(false),
  rulesAndHead: curves(true),
  spearman: correlations[0],
  sources: unseen.map(({ source, isQuery, scores, dropped }) => ({
    source,
    isQuery,
    texts: scores.length,
    droppedByRules: shareOf(dropped),
    keptByDefault: shareOf(
      scores.map((score, at) => score >= mineDefaults.detectorThreshold && dropped[at] !== true),
    ),
  })),
};
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
  if (heldOut === true || !['keep', 'mask'].includes(label)) continue;
  // What is encoded has been masked before.
  unsafeCases.push({ text: maskPersonalData(text).text, expected: 'keep' });
}
// Our own benchmark questions are harmless, and longer than searches; so are what other filters are to leave alone.
for (const { prompt } of (await readStarter()).items) unsafeCases.push({ text: prompt, expected: 'keep' });
for (const filter of ['answerable', 'is-query', 'language'] as const) {
  for (const { text, expected } of await readCases(filter, 'open')) {
    if (['keep', 'query', 'en'].includes(expected)) unsafeCases.push({ text, expected: 'keep' });
  }
}
const unsafeVectors = await vectorsOf(unsafeCases.map(({ text }) => text));
const unsafeHead = await writeHead(
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
/** Of real texts, hardly any of which are: what is dropped in vain. */
const unsafeShares = sources.map(({ source, examples }) => ({
  source,
  unsafe: shareOf(
    examples.map(({ vector }) => 1 - (classProbabilities(unsafeHead, vector, [])[0] ?? 0) >= unsafeFrom),
  ),
}));
await cache.close();
await encoder.close();
await writeFileAtomic(
  join(packageRoot, 'bench/mining/heads.json'),
  `${JSON.stringify({ ...detection, unsafeShares }, null, 2)}\n`,
);
