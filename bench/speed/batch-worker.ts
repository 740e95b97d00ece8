import { mix } from '../../mixer/index.js';
import { randomUnitVectors } from '../../mixer/testing/vectors.js';
import { makeItem } from '../../mixer/testing/world.js';
import { randomInteger, seededRandom } from '../../src/core/random.js';

/** Draws a release from so many queries around 20,000 items, and says what the process took: one line of JSON. */
const queries = Number(process.argv[2]);
const items = 20_000;
const dimensions = 384;
const chunk = 1_000;
const random = seededRandom(1, 'batch');
const poolVectors = randomUnitVectors(items, dimensions, random);
const noise = randomUnitVectors(chunk, dimensions, random);

/** Queries near items: chunk after chunk the same ones, however often they are asked for. */
async function* batch() {
  const near = seededRandom(2, 'near');
  for (let first = 0; first < queries; first += chunk) {
    const vectors = new Float32Array(chunk * dimensions);
    for (let row = 0; row < chunk; row += 1) {
      // Squared, so that some items are asked for far more often than others.
      const item = Math.floor(items * near() ** 2);
      const other = randomInteger(near, chunk);
      let square = 0;
      for (let d = 0; d < dimensions; d += 1) {
        const value =
          0.8 * (poolVectors[item * dimensions + d] ?? 0) + 0.6 * (noise[other * dimensions + d] ?? 0);
        vectors[row * dimensions + d] = value;
        square += value * value;
      }
      const norm = Math.sqrt(square);
      for (let d = 0; d < dimensions; d += 1) {
        vectors[row * dimensions + d] = (vectors[row * dimensions + d] ?? 0) / norm;
      }
    }
    yield { vectors, counts: new Array<number>(chunk).fill(1) };
  }
}

const start = performance.now();
await mix({
  pool: Array.from({ length: items }, (_, item) =>
    makeItem(item % 2 === 0 ? 'free-form' : 'multiple-choice', item),
  ),
  poolVectors,
  dimensions,
  batch,
  results: [],
  parameters: {
    size: 1000,
    hardSize: 0,
    seed: 1,
    ordinal: 0,
    similarityFloor: 0.3,
    index: 'exact',
    hardMethod: 'discrimination',
    lambda: 1,
    canary: '6f1d4e0a-8c7b-5a3e-9d2f-4b6c8a0e1d3f',
  },
});
const seconds = (performance.now() - start) / 1000;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
process.stdout.write(
  JSON.stringify({
    queries,
    seconds,
    processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMegabytes: maxRSS / 1024,
  }),
);
