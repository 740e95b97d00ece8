import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { classProbabilities } from '../corpus/filters/heads/head.js';
import { queryFeatureNames, queryFeatures } from '../corpus/filters/heads/query-features.js';
import { queryFilters } from '../corpus/filters/index.js';
import { mineDefaults } from '../corpus/index.js';
import { spearman } from '../src/core/correlation.js';
import { writeFileAtomic } from '../src/core/files.js';
import { packageRoot } from '../src/core/package.js';
import { pointAt, thresholdFor } from './heads/detection.js';
import { folds, openEmbeddings, shareOf, steps, writeHead } from './heads/embedded.js';
import { checksumOf, type QueryTexts, queryTexts } from './heads/query-texts.js';
import { type Example, type Trained, trainSoftmax } from './heads/softmax.js';

/**
 * Trains the head that tells queries from other texts, and measures it on sources that it has not seen:
 * `npx tsx scripts/train-query-head.ts`. Writes the weights, and the figures to bench/mining/query-head.json.
 */
const textsOfSource = 2_000;
const embeddings = await openEmbeddings();

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

const texts = await queryTexts(textsOfSource);
const sources: Scored[] = [];
for (const source of texts) {
  const vectors = await embeddings.of(source.texts);
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
  isQueryFilter({ text, language: 'und', flags: [], attachment: false, isFromPage: false }).kept ===
  undefined;

const rated: { readonly text: string; readonly rating: number }[] = (
  await readFile(join(packageRoot, '../shared/data/queries/query_wellformedness/dev.tsv'), 'utf8')
)
  .trim()
  .split('\n')
  .map((line) => ({ text: line.split('\t')[0] ?? '', rating: Number(line.split('\t')[1]) }));
const ratedVectors = await embeddings.of(rated.map(({ text }) => text));

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
  const trained = trainSoftmax(balanced(train), { classes: 2, steps, ...queryOptions });
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

const detection = {
  textsOfSource,
  textsSha256: checksumOf(texts),
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
await writeHead('query', balanced(sources), {
  classes: ['query', 'other'],
  features: queryFeatureNames,
  ...queryOptions,
});
await embeddings.close();
await writeFileAtomic(
  join(packageRoot, 'bench/mining/query-head.json'),
  `${JSON.stringify(detection, null, 2)}\n`,
);
