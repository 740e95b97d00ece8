/** Trains a multinomial logistic regression. */

export interface Example {
  readonly vector: Float32Array;
  readonly features: readonly number[];
  /** Index of its class. */
  readonly label: number;
  /** How much it counts; 1 where left out. */
  readonly weight?: number;
}

export interface TrainOptions {
  readonly classes: number;
  /** Strength of the L2 penalty on weights. */
  readonly penalty: number;
  /** How much an example of each class counts. */
  readonly classWeights: readonly number[];
  readonly steps: number;
}

export interface Trained {
  readonly bias: number[];
  readonly weights: number[][];
}

const rate = 0.1;
const decay = { first: 0.9, second: 0.999 };

/**
 * Minimises the mean cross-entropy, weighted by class, plus penalty/2 of the squared weights: full batches, Adam (Kingma and Ba
 * 2015). Nothing in it is random: the same examples give the same weights.
 */
export function trainSoftmax(examples: readonly Example[], options: TrainOptions): Trained {
  const { classes, penalty, classWeights, steps } = options;
  const [first] = examples;
  const width = (first?.vector.length ?? 0) + (first?.features.length ?? 0) + 1;
  const inputs = new Float64Array(examples.length * width);
  examples.forEach(({ vector, features }, at) => {
    inputs.set(vector, at * width);
    inputs.set(features, at * width + vector.length);
    inputs[(at + 1) * width - 1] = 1;
  });
  const counts = examples.map(({ label, weight = 1 }) => weight * (classWeights[label] ?? 1));
  const total = counts.reduce((sum, count) => sum + count, 0);
  // A column a class beside each other: row-major [width, classes].
  const weights = new Float64Array(width * classes);
  const mean = new Float64Array(width * classes);
  const square = new Float64Array(width * classes);
  const gradient = new Float64Array(width * classes);
  const odds = new Float64Array(classes);
  for (let step = 1; step <= steps; step += 1) {
    gradient.fill(0);
    for (const [at, { label }] of examples.entries()) {
      odds.fill(0);
      for (let place = 0; place < width; place += 1) {
        const input = inputs[at * width + place] ?? 0;
        if (input === 0) continue;
        for (let k = 0; k < classes; k += 1)
          odds[k] = (odds[k] ?? 0) + input * (weights[place * classes + k] ?? 0);
      }
      const most = Math.max(...odds);
      let sum = 0;
      for (let k = 0; k < classes; k += 1) sum += odds[k] = Math.exp((odds[k] ?? 0) - most);
      const share = (counts[at] ?? 0) / total;
      for (let k = 0; k < classes; k += 1) odds[k] = share * ((odds[k] ?? 0) / sum - (k === label ? 1 : 0));
      for (let place = 0; place < width; place += 1) {
        const input = inputs[at * width + place] ?? 0;
        if (input === 0) continue;
        for (let k = 0; k < classes; k += 1) {
          gradient[place * classes + k] = (gradient[place * classes + k] ?? 0) + input * (odds[k] ?? 0);
        }
      }
    }
    for (let place = 0; place < weights.length; place += 1) {
      const isBias = place >= (width - 1) * classes;
      const weight = weights[place] ?? 0;
      const slope = (gradient[place] ?? 0) + (isBias ? 0 : penalty * weight);
      const m = decay.first * (mean[place] ?? 0) + (1 - decay.first) * slope;
      const v = decay.second * (square[place] ?? 0) + (1 - decay.second) * slope * slope;
      mean[place] = m;
      square[place] = v;
      const height = Math.sqrt(v / (1 - decay.second ** step)) + 1e-8;
      weights[place] = weight - (rate * (m / (1 - decay.first ** step))) / height;
    }
  }
  const rows = Array.from({ length: classes }, (_, k) =>
    Array.from({ length: width }, (_, place) => rounded(weights[place * classes + k] ?? 0)),
  );
  return { weights: rows.map((row) => row.slice(0, -1)), bias: rows.map((row) => row.at(-1) ?? 0) };
}

function rounded(weight: number): number {
  return Math.round(weight * 1e4) / 1e4;
}
