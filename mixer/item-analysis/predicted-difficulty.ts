import type { Frame } from '../frame.js';
import { exact } from '../nearest/exact.js';
import type { NearestIndex } from '../nearest/nearest.js';
import { takeRows } from '../nearest/rows.js';
import {
  type Examples,
  fitDifficultyPredictor,
  type KnownExamples,
  neighboursUsed,
} from './difficulty-predictor.js';
import { correlation } from './discrimination.js';
import { featuresOf } from './features.js';

/** Neighbours of a known item: some may be in the fold that is left out, and one is the item itself. */
const neighboursOfKnown = 2 * neighboursUsed + 1;
const folds = 5;
/** With fewer items of known difficulty, a correlation says nothing. */
const fewestForCorrelation = 50;

async function examplesOf(
  frame: Frame,
  rows: readonly number[],
  known: NearestIndex,
  neighbours: number,
): Promise<Examples> {
  const items = rows.flatMap((row) => frame.items[row] ?? []);
  return {
    sources: items.map((item) => item.benchmark_name),
    features: items.map(featuresOf),
    neighbours: await known.search(takeRows(frame.vectors, frame.dimensions, rows), neighbours),
  };
}

/** Correlation of predicted with observed difficulty, each item predicted from the folds it is not in. */
function crossValidated(known: KnownExamples, foldOf: readonly number[]): number | null {
  if (known.difficulty.length < fewestForCorrelation) return null;
  const places = [...known.difficulty.keys()];
  const predicted = new Float64Array(places.length);
  for (let fold = 0; fold < folds; fold += 1) {
    const predict = fitDifficultyPredictor(
      known,
      places.filter((at) => foldOf[at] !== fold),
    );
    for (const at of places) if (foldOf[at] === fold) predicted[at] = predict(known, at, at);
  }
  return correlation([...predicted], known.difficulty);
}

/**
 * Predicts the difficulty of items that no subject has answered.
 *
 * @param observed difficulty by row of the frame, NaN where it is not known; known for at least one
 * @param wanted rows to predict
 * @returns difficulty of each wanted row, and the correlation of predicted with observed difficulty by five-fold
 *   cross-validation (null below 50 known items)
 */
export async function predictDifficulty(
  frame: Frame,
  observed: Float64Array,
  wanted: readonly number[],
): Promise<{ readonly difficulty: Float64Array; readonly correlation: number | null }> {
  const knownRows = [...observed.keys()].filter((row) => !Number.isNaN(observed[row]));
  const { vectors, dimensions } = frame;
  const index = await exact.open({ vectors: takeRows(vectors, dimensions, knownRows), dimensions });
  try {
    const known: KnownExamples = {
      ...(await examplesOf(frame, knownRows, index, neighboursOfKnown)),
      difficulty: knownRows.map((row) => observed[row] ?? 0),
    };
    const unknown = await examplesOf(frame, wanted, index, neighboursUsed);
    const predict = fitDifficultyPredictor(known, [...knownRows.keys()]);
    // An item's id is a hash: its first digits put it into a fold by chance, and always the same.
    const foldOf = knownRows.map(
      (row) => Number.parseInt(frame.items[row]?.id.slice(0, 8) ?? '0', 16) % folds,
    );
    return {
      difficulty: Float64Array.from(wanted, (_, at) => predict(unknown, at)),
      correlation: crossValidated(known, foldOf),
    };
  } finally {
    await index.close();
  }
}
