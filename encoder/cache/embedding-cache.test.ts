import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Encoder, openEmbeddingCache, openEncoder, removeFromEmbeddingCaches } from '../index.js';
import { writeTinyModel } from '../testing/tiny-model.js';

let models: string;
let encoder: Encoder;
let other: Encoder;
let folder: string;

beforeAll(async () => {
  models = await mkdtemp(join(tmpdir(), 'mixeval-tiny-'));
  await writeTinyModel(join(models, 'tiny'));
  await writeTinyModel(join(models, 'cls'), { '1_Pooling/config.json': '{"pooling_mode_cls_token":true}' });
  encoder = await openEncoder(join(models, 'tiny'), { threads: 2 });
  other = await openEncoder(join(models, 'cls'), { threads: 1 });
});
afterAll(async () => {
  await encoder.close();
  await other.close();
  await rm(models, { recursive: true });
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mixeval-cache-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Texts that all differ, of one to some words that the tiny model knows. */
const question = (at: number) => `who is ${'the moon '.repeat(at % 5)}sun ${at}`;
const questions = (count: number) => Array.from({ length: count }, (_, at) => question(at));

describe('openEmbeddingCache', () => {
  it('gives what the encoder gives, and encodes only what is new', async () => {
    const texts = [...questions(300), '', question(7)];
    const expected = await encoder.encode(texts);
    const first = await openEmbeddingCache(folder, encoder);
    expect(await first.embed(texts)).toEqual(expected);
    expect([first.encoded, first.reused]).toEqual([301, 0]);
    await first.close();

    const second = await openEmbeddingCache(folder, encoder);
    expect(await second.embed([...texts, 'one more'])).toEqual(await encoder.encode([...texts, 'one more']));
    expect([second.encoded, second.reused]).toEqual([1, 301]);
    expect((await second.embed([])).length).toBe(0);
    await second.close();
  });

  it('keeps encoders apart, each in a folder of its name and checksum', async () => {
    for (const each of [encoder, other]) {
      const cache = await openEmbeddingCache(folder, each);
      expect(await cache.embed(questions(20))).toEqual(await each.encode(questions(20)));
      expect(cache.encoded).toBe(20);
      await cache.close();
    }
    expect(await readdir(folder)).toEqual([
      `cls-${other.checksum.slice(0, 12)}`,
      `tiny-${encoder.checksum.slice(0, 12)}`,
    ]);
  });

  it('keeps what was encoded before an interruption, and goes on with the rest', async () => {
    const texts = questions(20_000);
    const stop = new AbortController();
    const cache = await openEmbeddingCache(folder, encoder);
    const seen: number[] = [];
    const work = cache.embed(texts, {
      signal: stop.signal,
      onProgress: ({ done, total }) => {
        expect(total).toBe(texts.length);
        seen.push(done);
        if (done > 10_000) stop.abort();
      },
    });
    await expect(work).rejects.toMatchObject({ code: 'interrupted' });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    await cache.close();
    expect(cache.encoded).toBeGreaterThan(5000);

    const again = await openEmbeddingCache(folder, encoder);
    expect(await again.embed(texts)).toEqual(await encoder.encode(texts));
    expect([again.encoded, again.reused]).toEqual([texts.length - cache.encoded, cache.encoded]);
    await again.close();
  });

  it('writes long texts after fewer of them', async () => {
    const stop = new AbortController();
    const cache = await openEmbeddingCache(folder, encoder);
    const texts = questions(600).map((text) => text.padEnd(5000, ' moon'));
    const work = cache.embed(texts, {
      signal: stop.signal,
      onProgress: ({ done }) => done > 300 && stop.abort(),
    });
    await expect(work).rejects.toMatchObject({ code: 'interrupted' });
    await cache.close();
    expect(cache.encoded).toBe(256);
  });

  it('does calls that come at once one after another', async () => {
    const cache = await openEmbeddingCache(folder, encoder);
    const calls = await Promise.all([
      cache.embed(questions(50)),
      cache.embed(questions(80)),
      cache.remove([question(3)]),
      cache.embed(questions(50)),
    ]);
    expect(calls[0]).toEqual(await encoder.encode(questions(50)));
    expect(calls[1]).toEqual(await encoder.encode(questions(80)));
    expect(calls[2]).toBe(1);
    expect(calls[3]).toEqual(calls[0]);
    expect([cache.encoded, cache.reused]).toEqual([81, 99]);
    await cache.close();
  });

  it('says who has it open', async () => {
    const cache = await openEmbeddingCache(folder, encoder);
    await expect(openEmbeddingCache(folder, encoder)).rejects.toMatchObject({
      code: 'locked',
      details: { holder: { pid: process.pid } },
    });
    await cache.close();
  });
});

describe('removal', () => {
  it('leaves nothing of a text in any encoder’s cache', async () => {
    for (const each of [encoder, other]) {
      const cache = await openEmbeddingCache(folder, each);
      await cache.embed(questions(10));
      await cache.close();
    }
    expect(await removeFromEmbeddingCaches(folder, [question(2), question(5), 'never seen'])).toBe(4);
    expect(await removeFromEmbeddingCaches(folder, [question(2)])).toBe(0);

    for (const each of [encoder, other]) {
      const cache = await openEmbeddingCache(folder, each);
      expect(await cache.embed(questions(10))).toEqual(await each.encode(questions(10)));
      expect([cache.encoded, cache.reused]).toEqual([2, 8]);
      await cache.close();
    }
  });

  it('takes the vector’s bytes off the disk', async () => {
    const cache = await openEmbeddingCache(folder, encoder);
    const vector = Buffer.from((await cache.embed([question(1), question(2)])).buffer).subarray(0, 32);
    const onDisk = async () => {
      const [name = ''] = await readdir(folder);
      const files = await readdir(join(folder, name));
      const contents = await Promise.all(files.map((file) => readFile(join(folder, name, file))));
      return contents.some((content) => content.includes(vector));
    };
    expect(await onDisk()).toBe(true);
    expect(await cache.remove([question(1)])).toBe(1);
    expect(await onDisk()).toBe(false);
    await cache.close();
  });

  it('has nothing to do where there is no cache', async () => {
    expect(await removeFromEmbeddingCaches(join(folder, 'none'), ['text'])).toBe(0);
  });
});
