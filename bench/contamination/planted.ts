import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { distinctItems } from '../../eval/contamination/distinct-items.js';
import { fewestWords, questionsOf } from '../../eval/contamination/texts/question.js';
import { wordHashes } from '../../eval/contamination/texts/words.js';
import { type Random, randomInteger, seededRandom, shuffled } from '../../src/core/random.js';
import type { ReleaseItem } from '../../src/core/schemas/release-item.js';
import { workspaceAt } from '../../src/core/workspace.js';
import { importRelease, openRelease } from '../../versions/index.js';
import { cpuSeconds } from '../bench.js';
import type { Figures } from './page.js';
import { realLines, realRelease } from './real-data.js';
import { scanFiles } from './scan-files.js';

const wholeBytes = 1e9;
/** For the speed of packed text, and its memory. */
const packedBytes = 1e8;
const plantedOfKind = 100;

type Edit = (prompt: string, random: Random) => string;

/** Words without meaning, one for each word and always the same: of a translation names and numbers stay. */
function translated(prompt: string): string {
  return prompt.replace(/(?<![\p{L}])\p{Ll}+/gu, (word) =>
    [...word]
      .map((letter) => String.fromCharCode(97 + ((letter.charCodeAt(0) * 7 + word.length) % 26)))
      .join(''),
  );
}

const otherWords: Readonly<Record<string, string>> = {
  what: 'which thing',
  which: 'what',
  who: 'which person',
  how: 'in what way',
  where: 'at what place',
  when: 'at what time',
  is: 'happens to be',
  are: 'happen to be',
  was: 'used to be',
  did: 'came to',
  the: 'that',
  of: 'belonging to',
  in: 'within',
  to: 'towards',
  for: 'on behalf of',
  and: 'as well as',
  a: 'some',
  an: 'some',
  many: 'great a number of',
  first: 'earliest',
  name: 'title',
  following: 'ones below',
  most: 'the greatest part',
  used: 'employed',
  called: 'known as',
  with: 'having',
  on: 'upon',
};

/** Halves turned round and common words replaced: a plain stand-in for a paraphrase. */
function paraphrased(prompt: string): string {
  const words = prompt.replace(/[?.]\s*$/, '').split(/\s+/);
  const half = Math.floor(words.length / 2);
  const turned = [...words.slice(half), 'that is', ...words.slice(0, half)];
  return turned.map((word) => otherWords[word.toLowerCase()] ?? word).join(' ');
}

const kinds: Readonly<Record<string, Edit>> = {
  'word for word': (prompt) => prompt,
  'other case, punctuation and white space': (prompt) =>
    prompt
      .toUpperCase()
      .replace(/[.,?!;]/g, ' --')
      .replace(/ /g, '\n  '),
  'one word changed': (prompt, random) => {
    const words = prompt.split(/\s+/);
    const plain = words.flatMap((word, at) => (/^\p{Ll}+$/u.test(word) ? [at] : []));
    const at = plain[randomInteger(random, Math.max(1, plain.length))] ?? 0;
    return words.map((word, place) => (place === at ? 'otherwise' : word)).join(' ');
  },
  'translated (words replaced, names and numbers kept)': translated,
  'paraphrased (halves turned, common words replaced)': paraphrased,
};

/** Plants items in a gigabyte of text and looks for them; measures speed on the way. */
export async function planted(): Promise<NonNullable<Figures['planted']>> {
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-planted-'));
  try {
    const workspace = workspaceAt(join(folder, 'workspace'));
    await importRelease({ workspace, folder: realRelease, version: 'real', date: '2024-06-01' });
    const items = distinctItems((await openRelease(workspace, 'real')).splits);
    const questions = questionsOf(items);
    const random = seededRandom(1, 'planted');
    const long = shuffled(
      items.filter(
        (_, at) => (questions[at]?.words.length ?? 0) >= fewestWords && questions[at]?.context.length === 0,
      ),
      random,
    );
    const chosen = Object.entries(kinds).map(([kind, edit], at) => ({
      kind,
      edit,
      items: long.slice(at * plantedOfKind, (at + 1) * plantedOfKind),
    }));
    const text = join(folder, 'text.txt');
    const passages = shuffled(
      chosen.flatMap(({ edit, items: some }) =>
        some.map((item) => `${edit(item.prompt, random)}\n${answerOf(item)}`),
      ),
      random,
    );
    const background = await realLines();
    await writeText(text, wholeBytes, background, passages, random);
    let found = new Set<number>();
    const seconds = await cpuSeconds(1, async () => {
      found = await questionsIn(text, questions);
    });
    const places = new Map(items.map(({ id }, at) => [id, at]));
    const isFound = ({ id }: ReleaseItem): boolean => found.has(places.get(id) ?? -1);
    const plantedItems = chosen.flatMap(({ items: some }) => some);
    const plantedIds = new Set(plantedItems.map(({ id }) => id));
    const rest = items.filter(({ id }) => !plantedIds.has(id));
    // The same background without a planted item: what is found in it either stands in it, or is a false alarm.
    const clean = join(folder, 'clean.txt');
    await writeText(clean, packedBytes, background, [], random);
    const standing = await questionsIn(clean, questions);
    const generated = join(folder, 'generated.txt');
    await writeText(generated, packedBytes, [], [], random);
    const inGenerated = await questionsIn(generated, questions);
    return {
      bytes: (await stat(text)).size,
      items: items.length,
      kinds: chosen.map(({ kind, items: some }) => ({
        kind,
        planted: some.length,
        found: some.filter(isFound).length,
      })),
      clean: {
        items: rest.length,
        found: rest.filter(isFound).length,
        inBackground: rest.filter(({ id }) => standing.has(places.get(id) ?? -1)).length,
        copies: rest.filter((item) => isFound(item) && isCopy(item, plantedItems)).length,
        inGenerated: inGenerated.size,
      },
      plainMbPerCpuSecond: (await stat(text)).size / 1e6 / seconds,
      barePassShare: (await cpuSeconds(1, () => barePass(text))) / seconds,
      ...(await packedSpeed(clean, questions)),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Every question that stands in a file, whichever of its pieces it is in. */
async function questionsIn(file: string, questions: Parameters<typeof scanFiles>[0]): Promise<Set<number>> {
  const pieces = await scanFiles(questions, [file]);
  return new Set(pieces.flatMap(({ passages }) => passages.map(({ question }) => question)));
}

/** Share of two items' words that both have, from which on one is a copy of the other (as pools merge copies). */
const sameWords = 0.8;

/** Whether a planted item is the same question but for a few words: then it does stand in the text. */
function isCopy({ prompt }: ReleaseItem, others: readonly ReleaseItem[]): boolean {
  const own = new Set(wordHashes(prompt));
  return others.some((other) => {
    const theirs = new Set(wordHashes(other.prompt));
    const both = [...own].filter((word) => theirs.has(word)).length;
    return both >= sameWords * (own.size + theirs.size - both);
  });
}

/** What no search can do without: every byte read and looked at once, in the same language. */
async function barePass(file: string): Promise<number> {
  let sum = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes: Uint8Array = chunk;
    for (let at = 0; at < bytes.length; at += 1) sum = (sum + (bytes[at] ?? 0)) | 0;
  }
  return sum;
}

function answerOf(item: ReleaseItem): string {
  return item.problem_type === 'multiple-choice'
    ? (item.options[item.target[0]] ?? '')
    : (item.target[0] ?? '');
}

/** Real lines in random order, every other one made up, with the passages spread among them. */
async function writeText(
  file: string,
  bytes: number,
  real: readonly string[],
  passages: readonly string[],
  random: Random,
): Promise<void> {
  const out = createWriteStream(file);
  const every = bytes / (passages.length + 1);
  let written = 0;
  let placed = 0;
  while (written < bytes) {
    const lines: string[] = [];
    for (let count = 0; count < 500; count += 1) {
      if (real.length > 0 && count % 2 === 0) lines.push(real[randomInteger(random, real.length)] ?? '');
      else lines.push(madeUp(random));
    }
    if (placed < passages.length && written >= (placed + 1) * every - every / 2) {
      lines.push(passages[placed] ?? '');
      placed += 1;
    }
    const block = `${lines.join('\n')}\n`;
    written += Buffer.byteLength(block);
    if (!out.write(block)) await once(out, 'drain');
  }
  if (placed < passages.length) out.write(`${passages.slice(placed).join('\n')}\n`);
  out.end();
  await once(out, 'finish');
}

const words = Array.from({ length: 3_000 }, (_, at) => {
  const random = seededRandom(at, 'made-up words');
  return Array.from({ length: 2 + randomInteger(random, 7) }, () =>
    String.fromCharCode(97 + randomInteger(random, 26)),
  ).join('');
});

function madeUp(random: Random): string {
  return Array.from({ length: 14 }, () => words[randomInteger(random, words.length)] ?? '').join(' ');
}

/** Our speed on gzip against plain unpacking, in processor time of one run. */
async function packedSpeed(
  text: string,
  questions: Parameters<typeof scanFiles>[0],
): Promise<{ gunzipShare: number }> {
  const packed = `${text}.gz`;
  await pipeline(createReadStream(text), createGzip({ level: 6 }), createWriteStream(packed));
  const ours = await cpuSeconds(2, () => scanFiles(questions, [packed]));
  const plain = await cpuSeconds(2, () =>
    pipeline(createReadStream(packed), createGunzip(), async (chunks: AsyncIterable<Uint8Array>) => {
      for await (const _ of chunks);
    }),
  );
  return { gunzipShare: plain / ours };
}
