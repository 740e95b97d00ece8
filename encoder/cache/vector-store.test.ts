import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtFile } from '../../src/core/package.js';
import { seededRandom, shuffled } from '../../src/core/random.js';
import { keysOfTexts } from './text-keys.js';
import { VectorStore } from './vector-store.js';

const dimensions = 4;
const owner = { encoder: 'test', checksum: 'a'.repeat(64), dimensions };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mixeval-vectors-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A unit vector that tells which text it belongs to. */
function vectorOf(text: string): number[] {
  const angle = Number(text);
  return [Math.sin(angle), Math.cos(angle), 0, 0].map(Math.fround);
}
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => String(from + at));

async function add(store: VectorStore, texts: readonly string[]): Promise<void> {
  await store.append(keysOfTexts(texts), Float32Array.from(texts.flatMap(vectorOf)));
}

/** Checks that those of the texts that are found have their own vectors; returns which are. */
async function check(store: VectorStore, texts: readonly string[]): Promise<string[]> {
  const keys = keysOfTexts(texts);
  const there = texts.filter((_, at) => store.find(keys, at) !== -1);
  const thereKeys = keysOfTexts(there);
  const found = await store.read(Int32Array.from(there, (_, at) => store.find(thereKeys, at)));
  expect([...found]).toEqual(there.flatMap(vectorOf));
  return there;
}

describe('VectorStore', () => {
  it('keeps vectors from one opening to the next, and reads them in any order', async () => {
    const first = await VectorStore.open(folder, owner);
    await add(first, range(0, 5000));
    await add(first, range(5000, 9000));
    await first.close();
    const store = await VectorStore.open(folder, owner);
    const texts = shuffled(range(0, 9000), seededRandom(1, 'order'));
    expect(await check(store, texts)).toHaveLength(9000);
    expect(await check(store, ['17', '17', '8000', '16', 'never'])).toEqual(['17', '17', '8000', '16']);
    await store.close();
  });

  it('drops only what was cut off, wherever that was', async () => {
    const total = 40;
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: total * 16 }),
        fc.nat({ max: total * 4 * dimensions }),
        async (keyBytes, vectorBytes) => {
          await rm(folder, { recursive: true });
          const first = await VectorStore.open(folder, owner);
          await add(first, range(0, total));
          await first.close();
          await truncate(join(folder, 'keys-0.bin'), keyBytes);
          await truncate(join(folder, 'vectors-0.f32'), vectorBytes);
          const whole = Math.min(Math.floor(keyBytes / 16), Math.floor(vectorBytes / 4 / dimensions));

          const store = await VectorStore.open(folder, owner);
          expect(await check(store, range(0, total))).toEqual(range(0, whole));
          await add(store, range(whole, total + 5));
          expect(await check(store, range(0, total + 5))).toHaveLength(total + 5);
          await store.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('has right vectors after a process that wrote to it was killed', async () => {
    const store = pathToFileURL(builtFile('encoder/cache/vector-store'));
    const keys = pathToFileURL(builtFile('encoder/cache/text-keys'));
    const script = `
      const { VectorStore } = await import('${store}');
      const { keysOfTexts } = await import('${keys}');
      const store = await VectorStore.open(${JSON.stringify(folder)}, ${JSON.stringify(owner)});
      for (let from = 0; ; from += 50) {
        const texts = Array.from({ length: 50 }, (_, at) => String(from + at));
        const vectors = texts.flatMap((text) => [Math.sin(Number(text)), Math.cos(Number(text)), 0, 0]);
        await store.append(keysOfTexts(texts), Float32Array.from(vectors));
      }`;
    for (let kill = 0; kill < 4; kill += 1) {
      await rm(folder, { recursive: true });
      const writer = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
      const ended = new Promise((resolve) => writer.once('exit', resolve));
      const written = async () => (await stat(join(folder, 'keys-0.bin')).catch(() => undefined))?.size ?? 0;
      while ((await written()) < 1600 && writer.exitCode === null) await delay(1);
      const before = (await written()) / 16;
      writer.kill('SIGKILL');
      await ended;
      const after = await VectorStore.open(folder, owner);
      const there = await check(after, range(0, 100_000));
      expect(there).toEqual(range(0, there.length));
      expect(before).toBeGreaterThanOrEqual(100);
      expect(there.length).toBeGreaterThanOrEqual(before);
      await after.close();
    }
  });

  it('takes rows out for good', async () => {
    const store = await VectorStore.open(folder, owner);
    await add(store, range(0, 9000));
    const gone = new Set([0, 1, 4096, 8999]);
    await store.remove(gone);
    const kept = range(0, 9000).filter((text) => !gone.has(Number(text)));
    expect(await check(store, range(0, 9000))).toEqual(kept);
    await add(store, ['9000']);
    await store.close();
    expect((await readdir(folder)).sort()).toEqual(['header.json', 'keys-1.bin', 'vectors-1.f32']);
    const again = await VectorStore.open(folder);
    expect(await check(again, range(0, 9001))).toEqual([...kept, '9000']);
    await again.close();
  });

  it('goes on with the old files after a removal that was killed', async () => {
    const store = await VectorStore.open(folder, owner);
    await add(store, range(0, 10));
    await store.close();
    await writeFile(join(folder, 'vectors-1.f32'), 'half of a rewrite');
    const again = await VectorStore.open(folder, owner);
    await again.remove(new Set([3]));
    expect(await check(again, range(0, 10))).toEqual(range(0, 10).filter((text) => text !== '3'));
    await again.close();
  });

  it('says so where the disk has lost what was written', async () => {
    const store = await VectorStore.open(folder, owner);
    await add(store, range(0, 10));
    await store.close();
    await truncate(join(folder, 'vectors-0.f32'), 80);
    await truncate(join(folder, 'vectors-0.f32'), 160);
    const again = await VectorStore.open(folder, owner);
    await expect(again.read(Int32Array.of(4, 5))).rejects.toMatchObject({ code: 'corrupt' });
    await again.close();
  });

  it('is for one at a time, and free after a failure', async () => {
    const store = await VectorStore.open(folder, owner);
    await expect(VectorStore.open(folder, owner)).rejects.toMatchObject({
      code: 'locked',
      details: { holder: { pid: process.pid } },
    });
    await store.close();
    await expect(VectorStore.open(folder, { ...owner, checksum: 'b'.repeat(64) })).rejects.toMatchObject({
      code: 'corrupt',
    });
    await (await VectorStore.open(folder, owner)).close();
  });
});
