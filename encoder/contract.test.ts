import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MixevalError } from '../src/core/errors.js';
import { packageRoot } from '../src/core/package.js';
import { type Encoder, encoders, openEncoder } from './index.js';
import { type LoopbackHub, startHub } from './testing/loopback-hub.js';
import { tinyModelFiles } from './testing/tiny-model.js';

// Every encoder of the registry, and the two ways to name another one. The hub is our own, on loopback, and serves
// a tiny model under the names of large ones.
const exportPath = 'a folder with an export of the bundled model';
const names = [...encoders.names, 'someone/tiny-model', exportPath];

let folder: string;
let hub: LoopbackHub;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mixeval-encoders-'));
  hub = await startHub({
    'sentence-transformers/all-mpnet-base-v2': tinyModelFiles,
    'someone/tiny-model': tinyModelFiles,
  });
  const bundled = join(packageRoot, 'models', 'all-MiniLM-L6-v2');
  for (const [from, to] of [
    ['exact.onnx', 'onnx/model.onnx'],
    ['weights.bin', 'onnx/weights.bin'],
    ['tokenizer.json', 'tokenizer.json'],
    ['tokenizer_config.json', 'tokenizer_config.json'],
  ] as const) {
    await cp(join(bundled, from), join(folder, 'export', to), { recursive: true });
  }
});

afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true });
});

function open(name: string, threads: number): Promise<Encoder> {
  return openEncoder(name === exportPath ? join(folder, 'export') : name, {
    threads,
    modelsFolder: join(folder, 'models'),
    hubUrl: hub.url,
  });
}

const texts = [
  'who is the moon',
  'what is the sun?',
  'when',
  'capital of mongolia',
  'how do i get candle wax out of a wool carpet without ironing it',
  'the the the the the the the the the the the the the the',
  'WHO IS THE MOON',
  'naïve café — “quoted” ½',
  'Почему небо голубое?',
  '空はなぜ青いのですか',
  '👩‍👩‍👧 emoji 😀',
  'لماذا السماء زرقاء؟',
  'lone \ud800 surrogate',
  '[CLS] [SEP] [MASK]',
  '',
  ' \t\n ',
  'word '.repeat(300),
];

describe.each(names)('%s', (name) => {
  let encoder: Encoder;
  let vectors: Float32Array;
  const rowOf = (all: Float32Array, row: number) =>
    all.subarray(row * encoder.dimensions, (row + 1) * encoder.dimensions);

  beforeAll(async () => {
    encoder = await open(name, 2);
    vectors = await encoder.encode(texts);
  });
  afterAll(() => encoder.close());

  it('says what it is', async () => {
    expect(encoder.checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(encoder.similarityFloor).toBeGreaterThan(0);
    expect(encoder.similarityFloor).toBeLessThan(1);
    if (name !== exportPath) expect(encoder.name).toBe(name);
  });

  it('gives unit vectors, also of empty, blank and foreign text', () => {
    expect(vectors.length).toBe(texts.length * encoder.dimensions);
    texts.forEach((_, row) => {
      expect(Math.hypot(...rowOf(vectors, row))).toBeCloseTo(1, 5);
    });
  });

  it('gives a text the same bits in any order and any company', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: texts.length - 1 }), { minLength: 1, maxLength: 40 }),
        async (picked) => {
          const found = await encoder.encode(picked.map((row) => texts[row] ?? ''));
          picked.forEach((row, place) => {
            expect(rowOf(found, place)).toEqual(rowOf(vectors, row));
          });
        },
      ),
      { numRuns: 8 },
    );
  });

  it.each([1, 3])('gives the same bits and the same checksum on %i threads', async (threads) => {
    const other = await open(name, threads);
    try {
      expect(other.checksum).toBe(encoder.checksum);
      expect(await other.encode(texts)).toEqual(vectors);
    } finally {
      await other.close();
    }
  });

  it('reads of a long text its beginning', async () => {
    const long = 'who is the moon and what is the sun '.repeat(3000);
    const both = await encoder.encode([long, `${long} and something else at the end`]);
    expect(rowOf(both, 0)).toEqual(rowOf(both, 1));
  });

  it('tells of its progress up to the last text, equal ones counted once', async () => {
    const seen: number[] = [];
    await encoder.encode([...texts, ...texts], {
      onProgress: ({ stage, unit, done, total }) => {
        expect([stage, unit, total]).toEqual(['encode', 'texts', texts.length]);
        seen.push(done);
      },
    });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(texts.length);
  });

  it('can be interrupted, and goes on afterwards', async () => {
    const stop = new AbortController();
    const many = Array.from({ length: 500 }, (_, at) => `who is number ${at} of the moon`);
    const work = encoder.encode(many, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(work).rejects.toMatchObject({ code: 'interrupted' });
    await expect(encoder.encode(many, { signal: stop.signal })).rejects.toThrow(MixevalError);
    expect(await encoder.encode(texts)).toEqual(vectors);
  });

  it('can be closed while an interrupted call still computes', async () => {
    const other = await open(name, 1);
    const stop = new AbortController();
    const work = other.encode(texts, { signal: stop.signal });
    setImmediate(() => stop.abort());
    await expect(work).rejects.toMatchObject({ code: 'interrupted' });
    await other.close();
  });

  it('gives nothing for nothing', async () => {
    expect((await encoder.encode([])).length).toBe(0);
  });

  it('refuses work once it is closed', async () => {
    const other = await open(name, 1);
    await other.close();
    await other.close();
    await expect(other.encode(['when'])).rejects.toThrow(MixevalError);
  });
});
