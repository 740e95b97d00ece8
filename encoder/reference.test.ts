import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJson } from '../src/core/files.js';
import { packageRoot } from '../src/core/package.js';
import { openEncoder } from './index.js';
import { TextTokenizer } from './text-tokens.js';

// Embeddings by sentence-transformers itself, in float32 and with the weights as they were published. What is
// missing to a cosine of 1 is the storage of the bundled weights in int8.
const folder = join(packageRoot, 'models', 'all-MiniLM-L6-v2');
const { texts } = await readJson(
  join(folder, 'reference.json'),
  z.object({
    texts: z.array(z.object({ text: z.string(), tokens: z.number(), embedding: z.array(z.number()) })),
  }),
);

describe('beside sentence-transformers', () => {
  it('reads the same number of tokens', async () => {
    const files = {
      tokenizer: await readJson(join(folder, 'tokenizer.json'), z.looseObject({})),
      config: await readJson(join(folder, 'tokenizer_config.json'), z.looseObject({})),
    };
    const tokenizer = new TextTokenizer(files, 256);
    expect(texts.map(({ text }) => tokenizer.ids(text).length)).toEqual(texts.map(({ tokens }) => tokens));
  });

  it.each([
    { name: 'all-MiniLM-L6-v2/exact', least: 0.996, mean: 0.999 },
    { name: 'all-MiniLM-L6-v2/fast', least: 0.97, mean: 0.99 },
  ])('$name gives the same directions', async ({ name, least, mean }) => {
    const encoder = await openEncoder(name);
    try {
      const vectors = await encoder.encode(texts.map(({ text }) => text));
      const cosines = texts.map(({ embedding }, row) => {
        const ours = vectors.subarray(row * encoder.dimensions, (row + 1) * encoder.dimensions);
        const dot = embedding.reduce((sum, value, d) => sum + value * (ours[d] ?? 0), 0);
        return dot / Math.hypot(...embedding) / Math.hypot(...ours);
      });
      expect(Math.min(...cosines)).toBeGreaterThanOrEqual(least);
      expect(cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length).toBeGreaterThanOrEqual(mean);
    } finally {
      await encoder.close();
    }
  });
});
