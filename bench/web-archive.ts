import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip, gzipSync } from 'node:zlib';
import { WARCParser } from 'warcio';
import { querySources } from '../corpus/index.js';
import { randomInteger, seededRandom } from '../src/core/random.js';
import { type Bench, cpuSeconds } from './bench.js';

const records = 4_000;

/** Made-up text of pages as WET has it: about 8 kB a page, a question in every eleventh sentence. */
function wetRecords(): Uint8Array[] {
  const random = seededRandom(1, 'web archive bench');
  const words = Array.from({ length: 5_000 }, (_, at) => (at * 7919 + 104_729).toString(36));
  const sentence = (): string => {
    const length = 4 + randomInteger(random, 16);
    const said = Array.from({ length }, () => words[Math.floor(random() ** 3 * words.length)]).join(' ');
    return `${said}${randomInteger(random, 11) === 0 ? '?' : '.'}`;
  };
  return Array.from({ length: records }, (_, page) => {
    const text = Array.from({ length: 110 }, (_, at) => `${sentence()}${at % 4 === 0 ? '\n' : ' '}`).join('');
    const head = `WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/${page}\r\nWARC-Date: 2026-03-01T10:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n`;
    return gzipSync(`${head}${text}\r\n\r\n`);
  });
}

/** A WET.gz to the questions in it, beside unpacking alone and beside warcio. CPU time counts, so one core's. */
export const webArchiveBench: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-bench-'));
  const file = join(folder, 'made.warc.wet.gz');
  try {
    await writeFile(file, Buffer.concat(wetRecords()));
    const { size: bytes } = await stat(file);
    const open = (): AsyncIterable<Uint8Array> => createReadStream(file, { highWaterMark: 1 << 18 });
    let unpackedBytes = 0;
    const gunzip = await cpuSeconds(3, async () => {
      unpackedBytes = 0;
      for await (const piece of createReadStream(file, { highWaterMark: 1 << 18 }).pipe(
        createGunzip({ chunkSize: 1 << 16 }),
      ))
        unpackedBytes += piece.length;
    });
    let questions = 0;
    const ours = await cpuSeconds(3, async () => {
      questions = 0;
      const silent = (): void => undefined;
      const found = querySources
        .get('warc')
        .read(
          { location: file, bytes, sha256: '', path: file, open },
          { name: 'made.warc.wet', head: new Uint8Array(0), lines: [] },
          { turns: 'first', maxExpand: 200, onBad: silent, onWarning: silent, onBytes: silent },
        );
      for await (const batch of found) questions += batch.length;
    });
    const peer = await cpuSeconds(1, async () => {
      let seen = 0;
      for await (const record of new WARCParser(createReadStream(file))) {
        await record.readFully(false);
        seen += 1;
      }
      if (seen !== records) throw new Error(`warcio read ${seen} records of ${records}`);
    });
    const rate = (seconds: number): string => `${(unpackedBytes / seconds / 1e6).toFixed(0)} MB/s`;
    const text = `${rate(ours)} with ${questions} questions found; gunzip ${rate(gunzip)}; warcio, records only, ${rate(peer)}`;
    return [
      { name: 'WET.gz to questions, beside gunzip alone', ratio: gunzip / ours, goal: 0.6, text },
      { name: 'WET.gz to questions, beside warcio reading records', ratio: peer / ours, goal: 3, text },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
};
