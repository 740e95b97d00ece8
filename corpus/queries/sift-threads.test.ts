import { describe, expect, it } from 'vitest';
import { mineDefaults } from './mine-options.js';
import type { Sifted } from './sift.js';
import { openSiftThreads } from './sift-threads.js';

const options = { filters: mineDefaults, near: true, removed: new Set<string>() };
const large = 1 << 30;
const origin = { kind: 'text', location: 'log.txt', isPage: false };

const texts = Array.from({ length: 40 }, (_, piece) =>
  Array.from({ length: 25 }, (_, at) => ({
    text: `What is ${piece} times ${at}?`,
    line: piece * 25 + at + 1,
  })),
);

/** What becomes of all pieces, asked for at once, again and again: meanwhile other threads wake. */
async function sifted(threads: number, bytes: number | undefined) {
  const sifter = await openSiftThreads({ ...options, threads, bytes });
  try {
    const pieces: Sifted[] = [];
    for (let round = 0; round < 4; round += 1) {
      pieces.push(...(await Promise.all(texts.map((batch) => sifter.sift(batch, origin)))));
    }
    return pieces.map(({ bytes, lines, rejected }) => ({ bytes, lines, rejected }));
  } finally {
    await sifter.close();
  }
}

describe('sifting threads', () => {
  it('give the same, however many there are and whenever they start', async () => {
    const alone = await sifted(1, large);
    for (const bytes of [large, undefined]) expect(await sifted(3, bytes)).toEqual(alone);
  });

  it('end where filters cannot be had', async () => {
    const filters = { ...mineDefaults, languages: ['xx'] };
    const opening = openSiftThreads({ ...options, filters, threads: 3, bytes: large });
    await expect(opening).rejects.toMatchObject({ code: 'usage' });
  });
});
