import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openEncoder } from '../encoder/index.js';
import { exists } from '../src/core/files.js';
import { packageRoot } from '../src/core/package.js';
import { randomInteger, seededRandom, shuffled } from '../src/core/random.js';
import { type Bench, bestSecondsOfBoth, cpuSeconds } from './bench.js';

const count = 1500;
const data = join(packageRoot, '..', 'shared', 'data', 'queries');

/** Web searches with forum questions among them, as a mined corpus has them. */
async function realQueries(): Promise<string[]> {
  const searches = await readFile(
    join(data, 'search_queries_trec_msmarco', 'terabyte05.efficiency.txt'),
    'utf8',
  );
  const forum = await readFile(join(data, 'forum_questions_beir_bright', 'beir-v1.0.0-quora.test.tsv.gz'));
  return [
    ...searches.split('\n', count).map((line) => line.replace(/^\d+:/, '')),
    ...gunzipSync(forum)
      .toString('utf8')
      .split('\n', count)
      .map((line) => line.replace(/^[^\t]*\t/, '')),
  ];
}

/** Made-up queries of the same lengths: where the real ones are not to be had. */
function syntheticQueries(): string[] {
  const random = seededRandom(1, 'encode bench');
  const words = 'why does my old garden gate squeak when rain falls on cold iron in early spring'.split(' ');
  const longest = [4, 4, 8, 16];
  return Array.from({ length: 2 * count }, (_, at) => {
    const length = 1 + randomInteger(random, longest[at % longest.length] ?? 1);
    return Array.from({ length }, () => words[randomInteger(random, words.length)]).join(' ');
  });
}

/** transformers.js on the same graph with its own threads, `size` texts a call, padded to the longest of them. */
async function openPeer(): Promise<{
  encode(texts: readonly string[], size: number): Promise<void>;
  tokens(text: string): number;
}> {
  const { AutoModel, AutoTokenizer, env } = await import('@xenova/transformers');
  env.allowRemoteModels = false;
  env.localModelPath = join(packageRoot, 'models');
  const tokenizer = await AutoTokenizer.from_pretrained('all-MiniLM-L6-v2');
  const model = await AutoModel.from_pretrained('all-MiniLM-L6-v2', {
    subfolder: '',
    model_file_name: 'exact',
    dtype: 'fp32',
    device: 'cpu',
    session_options: { extra: { session: { disable_quant_qdq: '1' } } },
  });
  return {
    encode: async (texts, size) => {
      for (let start = 0; start < texts.length; start += size) {
        const batch = texts.slice(start, start + size);
        await model(tokenizer(batch, { padding: true, truncation: true, max_length: 256 }));
      }
    },
    tokens: (text) => tokenizer.encode(text).length,
  };
}

/** Texts a second of ours and of transformers.js, on the same queries and the same graph. */
export interface EncodingRates {
  readonly real: boolean;
  readonly ours: number;
  /** One text at a time, and 32. */
  readonly single: number;
  readonly batched: number;
  /** Texts in a second of processor time. */
  readonly perProcessorSecond: number;
  /** Tokens a text, those around it included. */
  readonly tokensPerText: number;
}

/** @param texts how many of them are encoded */
export async function measureEncoding(texts = count): Promise<EncodingRates> {
  const real = await exists(data);
  const all = [...new Set(real ? await realQueries() : syntheticQueries())];
  const queries = shuffled(all, seededRandom(1, 'encode bench')).slice(0, texts);
  const encoder = await openEncoder();
  const peer = await openPeer();
  // Turn by turn, so that a neighbour who comes and goes meets all of them.
  const [ours, single] = await bestOfBoth(
    () => encoder.encode(queries),
    () => peer.encode(queries, 1),
  );
  const [again, batched] = await bestOfBoth(
    () => encoder.encode(queries),
    () => peer.encode(queries, 32),
  );
  const processorSeconds = await cpuSeconds(2, () => encoder.encode(queries));
  await encoder.close();
  return {
    real,
    perProcessorSecond: texts / processorSeconds,
    ours: texts / Math.min(ours, again),
    single: texts / single,
    batched: texts / batched,
    tokensPerText: queries.reduce((sum, text) => sum + peer.tokens(text), 0) / texts,
  };
}

async function bestOfBoth(
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<[number, number]> {
  const best = await bestSecondsOfBoth(3, ours, theirs);
  return [best.ours, best.peer];
}

/** Our encoding beside transformers.js, one text and 32 texts at a time. */
export const encodeBench: Bench = async () => {
  const { real, ours, single, batched } = await measureEncoding();
  return [
    {
      name: 'texts encoded, beside transformers.js',
      ratio: ours / Math.max(single, batched),
      goal: 1.5,
      text: `${ours.toFixed(0)} texts/s; theirs ${single.toFixed(0)} one by one, ${batched.toFixed(0)} in batches of 32 (${real ? 'real' : 'made-up'} queries)`,
    },
  ];
};
