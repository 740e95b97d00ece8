import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { mine } from '../corpus/index.js';
import { writeJsonLines } from '../src/core/json-lines.js';
import { packageRoot } from '../src/core/package.js';
import { randomInteger, seededRandom } from '../src/core/random.js';
import { withCommas } from '../src/core/text-table.js';
import { workspaceAt } from '../src/core/workspace.js';
import { type Bench, type BenchResult, bestSecondsOfBoth, cpuSeconds } from './bench.js';
import { measure } from './real-run/measure.js';
import { wetArchive } from './wet-archive.js';

async function starterQueries(): Promise<readonly string[]> {
  const lines = (await readFile(join(packageRoot, 'corpus/starter/queries.jsonl'), 'utf8'))
    .trim()
    .split('\n');
  return lines.map((line): string => JSON.parse(line).text);
}

/** A chat log: two questions of the starter corpus a record, an answer that is not mined, one record in eight again. */
async function chatLog(file: string, records: number): Promise<void> {
  const queries = await starterQueries();
  const random = seededRandom(1, 'mining bench');
  const earlier: string[] = [];
  const any = (): string => queries[randomInteger(random, queries.length)] ?? '';
  await writeJsonLines(
    file,
    (function* () {
      for (let record = 0; record < records; record += 1) {
        const again =
          randomInteger(random, 8) === 0 ? earlier[randomInteger(random, earlier.length)] : undefined;
        const content = again ?? `${any()}, and ${any()}`;
        if (earlier.length < 1_000) earlier.push(content);
        const messages = [
          { role: 'user', content },
          { role: 'assistant', content: 'That depends on what is meant by it, as so much does.' },
        ];
        yield { id: `c${record}`, created_at: '2026-10-01T10:00:00Z', messages };
      }
    })(),
  );
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Mines a file into a workspace of its own. */
async function mined(folder: string, file: string, threads: number): Promise<number> {
  const workspace = workspaceAt(await mkdtemp(join(folder, 'workspace-')));
  const { read } = await mine({ workspace, sources: [file], name: 'bench', threads, detector: 'rules' });
  await rm(workspace.root, { recursive: true });
  return read;
}

const leastQueriesASecond = 25_000;
const leastMegabytesASecond = 20;

/** A chat log through everything that mining does but the detector, on one core, and on all of them: also a month's log. */
export const mineLogsBench: Bench = () =>
  inFolder(async (folder) => {
    const file = join(folder, 'chats.jsonl');
    const records = 60_000;
    await chatLog(file, records);
    await mined(folder, file, 1);
    const core = await cpuSeconds(2, () => mined(folder, file, 1));
    const rate = records / core;
    const month = join(folder, 'month.jsonl');
    const ofMonth = 10 * records;
    await chatLog(month, ofMonth);
    return [
      {
        name: `chat logs, beside ${leastQueriesASecond} queries/s a core`,
        ratio: rate / leastQueriesASecond,
        goal: 1,
        text: `${Math.round(rate)} queries/s of processor time, exact and near duplicates merged`,
      },
      await threadsBesideOne(folder, file, records),
      await threadsBesideOne(folder, month, ofMonth),
    ];
  });

async function threadsBesideOne(folder: string, file: string, records: number): Promise<BenchResult> {
  const all = availableParallelism();
  const { ours, peer } = await bestSecondsOfBoth(
    2,
    () => mined(folder, file, all),
    () => mined(folder, file, 1),
  );
  return {
    name: `${withCommas(records)} chats in ${all} threads, beside one`,
    ratio: peer / ours,
    goal: 1.6,
    text: `${Math.round(records / ours)} queries/s, ${Math.round(records / peer)} in one thread`,
  };
}

/** The text of a WET.gz through everything that mining does but the detector, on one core. */
export const mineWetBench: Bench = () =>
  inFolder(async (folder) => {
    const file = join(folder, 'made.warc.wet.gz');
    await writeFile(file, wetArchive({ records: 4_000, questionEvery: 60 }));
    let bytes = 0;
    for await (const piece of createReadStream(file).pipe(createGunzip())) bytes += piece.length;
    let queries = await mined(folder, file, 1);
    const core = await cpuSeconds(2, async () => {
      queries = await mined(folder, file, 1);
    });
    const rate = bytes / core / 1e6;
    return [
      {
        name: `WET.gz to a corpus, beside ${leastMegabytesASecond} MB/s a core`,
        ratio: rate / leastMegabytesASecond,
        goal: 1,
        text: `${rate.toFixed(0)} MB/s of text and of processor time, ${queries} candidates in ${(bytes / 1e6).toFixed(0)} MB`,
      },
    ];
  });

/** Memory at most, of the command on a log and on one ten times as long. */
export const mineMemoryBench: Bench = () =>
  inFolder(async (folder) => {
    const [short, long] = [join(folder, 'short.jsonl'), join(folder, 'long.jsonl')];
    await chatLog(short, 100_000);
    await chatLog(long, 1_000_000);
    const megabytes = async (file: string): Promise<number> => {
      const workspace = await mkdtemp(join(folder, 'workspace-'));
      return (await measure(['mine', file, '--detector', 'rules', '--workspace', workspace])).peakMegabytes;
    };
    const [ofShort, ofLong] = [await megabytes(short), await megabytes(long)];
    const size = async (file: string): Promise<string> => `${((await stat(file)).size / 1e6).toFixed(0)} MB`;
    return [
      {
        name: 'memory on 100,000 records, beside 1,000,000',
        ratio: ofShort / ofLong,
        goal: 1 / 1.3,
        text: `${ofShort} MB on ${await size(short)}, ${ofLong} MB on ${await size(long)}`,
      },
    ];
  });
