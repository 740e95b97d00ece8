import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { lineBatches, writeJsonLines } from '../src/core/json-lines.js';
import { type Bench, bestSecondsOfBoth } from './bench.js';

/** Our reading of lines beside `readline`, on the same file. */
export const jsonLinesBench: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-bench-'));
  const file = join(folder, 'lines.jsonl');
  const lines = 500_000;
  try {
    const record = (index: number) => ({ id: index, text: `how many times does ${index} go into a million` });
    await writeJsonLines(
      file,
      Array.from({ length: lines }, (_, index) => record(index)),
    );
    const readOurs = async (): Promise<void> => {
      let seen = 0;
      for await (const batch of lineBatches(createReadStream(file))) seen += batch.texts.length;
      if (seen !== lines) throw new Error(`read ${seen} lines of ${lines}`);
    };
    const readPeer = async (): Promise<void> => {
      let seen = 0;
      for await (const _ of createInterface({ input: createReadStream(file) })) seen += 1;
      if (seen !== lines) throw new Error(`read ${seen} lines of ${lines}`);
    };
    const { ours, peer } = await bestSecondsOfBoth(7, readOurs, readPeer);
    const rate = (seconds: number): string => `${(lines / seconds / 1e6).toFixed(2)} million lines/s`;
    return [
      {
        name: 'lines of a file, beside readline',
        ratio: peer / ours,
        goal: 2,
        text: `${rate(ours)}, ${rate(peer)}`,
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
};
