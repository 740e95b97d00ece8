/**
 * What training the heads shares: embeddings that are kept between trainings, the folds of the real data, and the weights'
 * file.
 */

import { join } from 'node:path';
import { type Head, type HeadName, headFile } from '../../corpus/filters/heads/head.js';
import { defaultEncoder, openEmbeddingCache, openEncoder } from '../../encoder/index.js';
import { writeFileAtomic } from '../../src/core/files.js';
import { packageRoot } from '../../src/core/package.js';
import { type Example, trainSoftmax } from './softmax.js';

export interface Embeddings {
  of(texts: readonly string[]): Promise<Float32Array[]>;
  close(): Promise<void>;
}

export async function openEmbeddings(): Promise<Embeddings> {
  const encoder = await openEncoder();
  const cache = await openEmbeddingCache(join(packageRoot, 'node_modules/.cache/mixeval-heads'), encoder);
  return {
    async of(texts) {
      const flat = await cache.embed(texts);
      return texts.map((_, at) => flat.subarray(at * encoder.dimensions, (at + 1) * encoder.dimensions));
    },
    async close() {
      await cache.close();
      await encoder.close();
    },
  };
}

/** A source is measured by a head that has seen neither it nor the others of its line. */
export const folds: readonly (readonly string[])[] = [
  ['web searches, 2005 and 2007', 'web pages'],
  ['web searches, MS MARCO', 'chats', 'encyclopedia passages'],
  ['forum titles', 'novels'],
  ['rated questions', 'instructions', 'medical abstracts'],
];

export const shareOf = (flags: readonly boolean[]): number => flags.filter(Boolean).length / flags.length;

export const steps = 150;

export interface HeadOptions {
  readonly classes: readonly string[];
  readonly features: readonly string[];
  readonly penalty: number;
  readonly classWeights: readonly number[];
}

export async function writeHead(
  name: HeadName,
  examples: readonly Example[],
  { classes, features, penalty, classWeights }: HeadOptions,
): Promise<Head> {
  const trained = trainSoftmax(examples, { classes: classes.length, steps, penalty, classWeights });
  const head: Head = {
    encoder: defaultEncoder,
    dimensions: examples[0]?.vector.length ?? 0,
    features: [...features],
    classes: [...classes],
    ...trained,
  };
  await writeFileAtomic(headFile(name), `${JSON.stringify(head)}\n`);
  return head;
}
