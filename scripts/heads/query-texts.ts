/** Texts of the real data that are queries, and texts that are not, by source. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { queryFilters } from '../../corpus/filters/index.js';
import { normaliseText } from '../../corpus/filters/normalise-text.js';
import { listFolder } from '../../src/core/files.js';
import { sha256 } from '../../src/core/hash.js';
import { packageRoot } from '../../src/core/package.js';
import { randomInteger, seededRandom } from '../../src/core/random.js';

const data = join(packageRoot, '../shared/data');

export interface QueryTexts {
  readonly source: string;
  readonly isQuery: boolean;
  readonly texts: readonly string[];
}

async function read(path: string): Promise<string> {
  const bytes = await readFile(join(data, path));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

async function lines(path: string): Promise<string[]> {
  return (await read(path)).split('\n').filter((line) => line.trim() !== '');
}

const recordSchema = z.looseObject({
  prompt: z.string().optional(),
  instruction: z.string().optional(),
  query: z.string().optional(),
  context: z.string().optional(),
  conversation_a: z.array(z.object({ content: z.string() })).optional(),
});

async function records(path: string): Promise<z.infer<typeof recordSchema>[]> {
  if (path.endsWith('.json')) return z.array(recordSchema).parse(JSON.parse(await read(path)));
  return (await lines(path)).map((line) => recordSchema.parse(JSON.parse(line)));
}

/** Statements of running text: whole sentences that ask nothing. */
function sentences(text: string): string[] {
  return text
    .split(/(?<=[.!?]["')]?)\s+/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => /^["'(]?[A-Z0-9]/.test(sentence) && /[.!]["')]*$/.test(sentence))
    .filter((sentence) => sentence.length >= 15 && sentence.length <= 400);
}

/** The sentences of the paragraphs of an archive's pages. */
async function pageTexts(path: string): Promise<string[]> {
  const paragraphs = (await read(path)).matchAll(/<p\b[^>]*>([\s\S]{3,3000}?)<\/p>/gi);
  return [...paragraphs].flatMap(([, inner = '']) => sentences(normaliseText(`<p>${inner}</p>`)));
}

/** Texts of other languages go no further than the filter before the detector. */
async function inEnglish(texts: readonly string[]): Promise<string[]> {
  const apply = await queryFilters
    .get('language')
    .prepare({ languages: ['en'], minLength: 1, maxLength: 1e6, pii: 'keep', unsafe: 'keep' });
  return texts.filter(
    (text) =>
      apply({ text, language: 'und', flags: [], attachment: false, isFromPage: false }).kept !== undefined,
  );
}

function drawn(source: string, texts: readonly string[], most: number): string[] {
  const distinct = [...new Set(texts.map(normaliseText).filter((text) => text !== ''))];
  const random = seededRandom(1, `query texts of ${source}`);
  for (let at = distinct.length - 1; at > 0; at -= 1) {
    const other = randomInteger(random, at + 1);
    [distinct[at], distinct[other]] = [distinct[other] ?? '', distinct[at] ?? ''];
  }
  return distinct.slice(0, most);
}

const second = (line: string): string => line.split('\t')[1] ?? '';

/** @param most texts of each source at most, drawn by seed */
export async function queryTexts(most: number): Promise<QueryTexts[]> {
  const searches = 'queries/search_queries_trec_msmarco';
  const forums = 'queries/forum_questions_beir_bright';
  const benchmarks = 'benchmarks/llm_foundry_gauntlet';
  const forumFiles = (await listFolder(join(data, forums))).filter((name) => name.endsWith('.tsv.gz'));
  const sources: readonly (readonly [string, boolean, () => Promise<string[]>])[] = [
    [
      'web searches, 2005 and 2007',
      true,
      async () =>
        [
          ...(await lines(`${searches}/terabyte05.efficiency.txt`)),
          ...(await lines(`${searches}/mq.1-10000.txt`)),
        ].map((line) => line.replace(/^\d+:(?:\d+:)?/, '')),
    ],
    [
      'web searches, MS MARCO',
      true,
      async () => (await lines(`${searches}/msmarco-doc.dev.txt`)).map(second),
    ],
    [
      'forum titles',
      true,
      async () =>
        (await Promise.all(forumFiles.map((name) => lines(`${forums}/${name}`)))).flat().map(second),
    ],
    [
      'rated questions',
      true,
      async () =>
        (await lines('queries/query_wellformedness/train.tsv')).map((line) => line.split('\t')[0] ?? ''),
    ],
    [
      'chats',
      true,
      async () => [
        ...(await records('queries/koala_prompts/koala_test_set.jsonl')).map(({ prompt = '' }) => prompt),
        ...(await records('queries/chatbot_arena_battles/labeled.jsonl')).map(
          ({ conversation_a: [turn] = [] }) => turn?.content ?? '',
        ),
      ],
    ],
    [
      'instructions',
      true,
      async () =>
        (await records('queries/alpaca_eval_prompts/example/outputs.json')).map(
          ({ instruction = '' }) => instruction,
        ),
    ],
    ['web pages', false, () => pageTexts('web/warc_from_trafilatura_html/trafilatura-eval.warc.gz')],
    [
      'encyclopedia passages',
      false,
      async () =>
        (await records(`${benchmarks}/reading_comprehension/boolq.jsonl`)).flatMap(({ query = '' }) =>
          sentences(query.replace(/^Passage: /, '').split('\nQuestion:')[0] ?? ''),
        ),
    ],
    [
      'novels',
      false,
      async () =>
        (await records(`${benchmarks}/language_understanding/lambada_openai.jsonl`)).flatMap(
          ({ context = '' }) => sentences(context),
        ),
    ],
    [
      'medical abstracts',
      false,
      async () =>
        (await records(`${benchmarks}/reading_comprehension/pubmed_qa_labeled.jsonl`)).flatMap((record) =>
          sentences((record.context ?? record.query ?? '').split('\nQuestion:')[0] ?? ''),
        ),
    ],
  ];
  return Promise.all(
    sources.map(async ([source, isQuery, texts]) => ({
      source,
      isQuery,
      texts: (await inEnglish(drawn(source, await texts(), 2 * most))).slice(0, most),
    })),
  );
}

/** Tells whether a head was trained on today's texts: the filter of languages decides which they are. */
export const checksumOf = (sources: readonly QueryTexts[]): string => sha256(JSON.stringify(sources));
