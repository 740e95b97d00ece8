import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { WARCParser } from 'warcio';
import { querySources } from '../corpus/index.js';
import { type Bench, cpuSeconds } from './bench.js';
import { wetArchive } from './wet-archive.js';

const records = 4_000;

/** A WET.gz to the questions in it, beside unpacking alone and beside warcio. CPU time counts, so one core's. */
export const webArchiveBench: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-bench-'));
  const file = join(folder, 'made.warc.wet.gz');
  try {
    await writeFile(file, wetArchive({ records, questionEvery: 11 }));
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
