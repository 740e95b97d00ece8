import { Minhash } from 'minhash';
import { minHash, signatureLength } from '../corpus/duplicates/min-hash.js';
import { shinglesOf } from '../corpus/duplicates/shingles.js';
import { randomInteger, seededRandom } from '../src/core/random.js';
import { type Bench, cpuSeconds } from './bench.js';

const texts = 3_000;

/** Signatures of 128 values beside the npm package `minhash`, of the same made-up queries and as many shingles. */
export const minHashBench: Bench = async () => {
  const random = seededRandom(1, 'minhash bench');
  const queries = Array.from({ length: texts }, () =>
    Array.from({ length: 3 + randomInteger(random, 10) }, () => randomInteger(random, 1e6).toString(36)).join(
      ' ',
    ),
  );
  const signature = new Int32Array(signatureLength);
  const ours = await cpuSeconds(3, async () => {
    for (const query of queries) minHash(shinglesOf(query), signature);
  });
  const peer = await cpuSeconds(1, async () => {
    for (const query of queries) {
      const other = new Minhash({ numPerm: signatureLength });
      for (let at = 0; at < query.length; at += 1) other.update(query.slice(at, at + 4));
      for (const word of query.split(' ')) other.update(word);
    }
  });
  const rate = (seconds: number): string =>
    `${Math.round(texts / seconds).toLocaleString('en-GB')} queries/s`;
  return [
    {
      name: 'MinHash signatures, beside the npm package minhash',
      ratio: peer / ours,
      goal: 15,
      text: `${rate(ours)}, shingles and all; theirs ${rate(peer)}`,
    },
  ];
};
