import { MixevalError, throwIfAborted } from '../../../src/core/errors.js';
import { itemText } from '../../../src/core/schemas/item.js';
import { letterAt } from '../../parsers/rules/multiple-choice/letters.js';
import { plainOptions } from '../../prompts/options.js';
import type { Baseline } from './baseline.js';

const chunkSize = 512;

/**
 * The option nearest to the question by cosine similarity of embeddings; for a free-form question the nearest of the
 * candidates. Knows wording, no facts.
 */
export const nearest: Baseline = {
  name: 'nearest',
  async prepare({ questions, candidates }, { embed, task }) {
    if (!embed) {
      throw new MixevalError('usage', 'baseline:nearest needs an encoder.', {
        next: 'Hand one in as `embed`, or use baseline:random.',
      });
    }
    const answers = new Map<string, string>();
    const candidateVectors = questions.some(({ options }) => !options)
      ? await embed(candidates, { signal: task.signal })
      : new Float32Array();
    for (let start = 0; start < questions.length; start += chunkSize) {
      throwIfAborted(task.signal);
      const chunk = questions.slice(start, start + chunkSize);
      const texts = chunk.flatMap((question) => [
        itemText(question),
        ...plainOptions(question.options ?? []),
      ]);
      const vectors = await embed(texts, { signal: task.signal });
      const dimensions = vectors.length / texts.length;
      let row = 0;
      for (const { id, options } of chunk) {
        const question = vectors.subarray(row * dimensions, (row + 1) * dimensions);
        row += 1;
        if (options) {
          const rows = vectors.subarray(row * dimensions, (row + options.length) * dimensions);
          answers.set(id, letterAt(nearestRow(question, rows)));
          row += options.length;
        } else {
          answers.set(id, candidates[nearestRow(question, candidateVectors)] ?? '');
        }
      }
      task.onProgress?.({
        stage: 'prepare',
        done: Math.min(start + chunkSize, questions.length),
        total: questions.length,
        unit: 'questions',
      });
    }
    return ({ id }) => answers.get(id) ?? '';
  },
};

/** The row with the largest inner product; the first of equals. */
function nearestRow(vector: Float32Array, rows: Float32Array): number {
  let best = 0;
  let bestProduct = Number.NEGATIVE_INFINITY;
  for (let row = 0; row * vector.length < rows.length; row += 1) {
    let product = 0;
    const offset = row * vector.length;
    for (let index = 0; index < vector.length; index += 1) {
      product += (vector[index] ?? 0) * (rows[offset + index] ?? 0);
    }
    if (product > bestProduct) {
      best = row;
      bestProduct = product;
    }
  }
  return best;
}
