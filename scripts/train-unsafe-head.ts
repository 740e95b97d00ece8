import { join } from 'node:path';
import { dropsFrom, flagsFrom } from '../corpus/filters/detector.js';
import { classProbabilities } from '../corpus/filters/heads/head.js';
import { caseSchema, readCases } from '../corpus/filters/labelled/cases.js';
import { maskPersonalData } from '../corpus/filters/personal-data.js';
import { unsafeReasons } from '../corpus/filters/unsafe.js';
import { readStarter } from '../corpus/starter/read.js';
import { starterQuerySchema } from '../corpus/starter/starter-query.js';
import { writeFileAtomic } from '../src/core/files.js';
import { sha256 } from '../src/core/hash.js';
import { readJsonLines } from '../src/core/json-lines.js';
import { packageRoot } from '../src/core/package.js';
import { folds, openEmbeddings, shareOf, steps, writeHead } from './heads/embedded.js';
import { checksumOf, queryTexts } from './heads/query-texts.js';
import { type Example, type Trained, trainSoftmax } from './heads/softmax.js';

/**
 * Trains the head that finds unsafe texts: `npx tsx scripts/train-unsafe-head.ts`. It learns what is unsafe from our own
 * sentences, the open half of the labelled ones among them, and what is harmless from the real data as well. Measured is what
 * it has not seen: each fold leaves out a quarter of our sentences and some of the sources. Writes the weights, and the
 * figures to bench/mining/unsafe-head.json.
 */
const textsOfSource = 700;
/** How much a real text counts beside one of our own. */
const realWeight = 0.2;
/** A real text that a head trained without any calls unsafe from here on may well be. */
const doubtfulFrom = 0.95;

const classes = [
  'keep',
  'unsafe-sexual',
  'unsafe-violence',
  'unsafe-hate',
  'unsafe-self-harm',
  'unsafe-crime',
];
const options = { classes, features: [], penalty: 1e-4, classWeights: [1, 4, 4, 4, 4, 4] };

interface OwnCase {
  readonly text: string;
  readonly expected: string;
  readonly isOpen: boolean;
}

async function ownCases(): Promise<OwnCase[]> {
  const cases: OwnCase[] = (await readCases('unsafe', 'open')).map((each) => ({ ...each, isOpen: true }));
  const keep = (text: string): number => cases.push({ text, expected: 'keep', isOpen: false });
  const training = join(packageRoot, 'corpus/filters/training/unsafe.jsonl');
  for await (const each of readJsonLines(training, caseSchema)) cases.push({ ...each, isOpen: false });
  const starter = join(packageRoot, 'corpus/starter/queries.jsonl');
  for await (const { text, label, heldOut } of readJsonLines(starter, starterQuerySchema)) {
    // What is encoded has been masked before.
    if (heldOut !== true && ['keep', 'mask'].includes(label)) keep(maskPersonalData(text).text);
  }
  // Our own benchmark questions are harmless, and longer than searches; so are what other filters are to leave alone.
  for (const { prompt } of (await readStarter()).items) keep(prompt);
  for (const filter of ['answerable', 'is-query', 'language'] as const) {
    for (const { text, expected } of await readCases(filter, 'open')) {
      if (['keep', 'query', 'en'].includes(expected)) keep(text);
    }
  }
  return cases;
}

const embeddings = await openEmbeddings();
const own = await ownCases();
const ownVectors = await embeddings.of(own.map(({ text }) => text));
const ownExamples = own.map(
  ({ expected }, at): Example => ({
    vector: ownVectors[at] ?? new Float32Array(),
    features: [],
    label: classes.indexOf(expected),
  }),
);
const train = (examples: readonly Example[]): Trained =>
  trainSoftmax(examples, { ...options, classes: classes.length, steps });
const unsafeBy = (trained: Trained, { vector }: Example): number =>
  1 - (classProbabilities(trained, vector, [])[0] ?? 0);

const withoutReal = train(ownExamples);
const sources: { source: string; all: Example[]; harmless: Example[] }[] = [];
const real = await queryTexts(textsOfSource);
for (const { source, texts } of real) {
  const vectors = await embeddings.of(texts);
  const all = vectors.map((vector): Example => ({ vector, features: [], label: 0, weight: realWeight }));
  const harmless = all.filter(
    (example, at) =>
      unsafeReasons(texts[at] ?? '').length === 0 && unsafeBy(withoutReal, example) < doubtfulFrom,
  );
  sources.push({ source, all, harmless });
}
await embeddings.close();

const foldOf = (text: string): number => Number.parseInt(sha256(text).slice(0, 8), 16) % folds.length;
const scores: { readonly isUnsafe: boolean; readonly score: number }[] = [];
const shares: { source: string; dropped: number; flagged: number }[] = [];
for (const [fold, left] of folds.entries()) {
  const isLeft = ({ source }: { readonly source: string }): boolean => left.includes(source);
  const trained = train([
    ...ownExamples.filter((_, at) => foldOf(own[at]?.text ?? '') !== fold),
    ...sources.filter((each) => !isLeft(each)).flatMap(({ harmless }) => harmless),
  ]);
  for (const [at, { text, expected, isOpen }] of own.entries()) {
    const example = ownExamples[at];
    if (!isOpen || !example || foldOf(text) !== fold) continue;
    scores.push({ isUnsafe: expected !== 'keep', score: unsafeBy(trained, example) });
  }
  for (const { source, all } of sources.filter(isLeft)) {
    const found = all.map((example) => unsafeBy(trained, example));
    const share = (from: number, to: number): number =>
      shareOf(found.map((score) => score >= from && score < to));
    shares.push({ source, dropped: share(dropsFrom, 2), flagged: share(flagsFrom, dropsFrom) });
  }
}
const unsafe = scores.filter(({ isUnsafe }) => isUnsafe);
const open = [0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9].map((threshold) => {
  const found = scores.filter(({ score }) => score >= threshold);
  const right = found.filter(({ isUnsafe }) => isUnsafe).length;
  return { threshold, recall: right / unsafe.length, precision: right / found.length };
});
await writeHead('unsafe', [...ownExamples, ...sources.flatMap(({ harmless }) => harmless)], options);
await writeFileAtomic(
  join(packageRoot, 'bench/mining/unsafe-head.json'),
  `${JSON.stringify({ textsOfSource, textsSha256: checksumOf(real), open, sources: shares }, null, 2)}\n`,
);
