import { fewestWords, type Question, tooFewWords } from './question.js';
import type { Words } from './words.js';

/** Finds the questions that a text may hold, in one pass over its words. */
export interface SeedIndex {
  hits(words: Words, onHit: (question: number, place: number, word: number) => void): void;
}

/** A seed that stands in more questions than this is a turn of phrase. */
const mostHolders = 8;

const base = 0x9e3779b1 | 0;
const base2 = Math.imul(base, base);
const base3 = Math.imul(base2, base);
const base4 = Math.imul(base3, base);

/** Lengths that a seed may have: places in lists by them. */
const shortestSeed = 3;
const longestSeed = 5;

/**
 * A bitmap that most of what is looked up is turned away by: a bit for each hash, by its upper bits. Of a size with about
 * one bit in 32 set, so that it stays in the processor's cache.
 */
interface BitFilter {
  readonly bits: Uint32Array;
  readonly shift: number;
}

function bitFilter(hashes: readonly number[]): BitFilter {
  const size = Math.max(10, Math.ceil(Math.log2(32 * hashes.length + 1)));
  const filter = { bits: new Uint32Array(2 ** (size - 5)), shift: 32 - size };
  for (const hash of hashes) {
    const bit = hash >>> filter.shift;
    filter.bits[bit >>> 5] = (filter.bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  return filter;
}

function mayHold({ bits, shift }: BitFilter, hash: number): boolean {
  const bit = hash >>> shift;
  return ((bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
}

/**
 * How many words a question's seeds have. With one word changed a question of L words still has a run of
 * ceil((L - 1) / 2) unchanged ones.
 */
function seedLengthOf(words: number): number {
  if (words < 5) return words;
  return words === fewestWords || words === fewestWords + 1 ? 4 : 5;
}

/** The hash of each run of `length` words. Runs of different lengths are kept apart by the last term. */
function seedHash(words: Int32Array, first: number, length: number): number {
  let hash = 0;
  for (let place = first; place < first + length; place += 1) {
    hash = (Math.imul(hash, base) + (words[place] ?? 0)) | 0;
  }
  return finish(hash, length);
}

/** The upper bits of a word's hash hang on all of its letters only after this. */
function mixed(word: number): number {
  return Math.imul(word ^ (word >>> 15), base);
}

function finish(hash: number, length: number): number {
  const product = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d + 2 * length);
  return product ^ (product >>> 13);
}

/** The seeds of all questions. Those that many questions share are left out, unless a question has no rarer one. */
export function seedIndex(questions: readonly Question[]): SeedIndex {
  const holders = new Map<number, number[]>();
  questions.forEach(({ words }, question) => {
    if (words.length < tooFewWords) return;
    const length = seedLengthOf(words.length);
    // A short question must stand there whole, so its beginning finds it.
    const last = words.length < fewestWords ? 0 : words.length - length;
    for (let place = 0; place <= last; place += 1) {
      const key = seedHash(words, place, length);
      const list = holders.get(key);
      if (list) list.push(question, place);
      else holders.set(key, [question, place]);
    }
  });
  const rarest = rarestSeeds(holders);
  const postings = new Map<number, Int32Array>();
  const keysOf: number[][] = Array.from({ length: longestSeed + 1 }, () => []);
  const words = new Set<number>();
  for (const [key, list] of holders) {
    const kept = list.length <= 2 * mostHolders ? list : holdersWithoutRarer(list, key, rarest);
    const question = questions[kept[0] ?? -1];
    if (!question) continue;
    postings.set(key, Int32Array.from(kept));
    const length = seedLengthOf(question.words.length);
    keysOf[length]?.push(key);
    const place = kept[1] ?? 0;
    for (const word of question.words.subarray(place, place + length)) words.add(word);
  }
  const tables: SeedTables = {
    postings,
    words: bitFilter([...words].map(mixed)),
    three: bitFilter(keysOf[shortestSeed] ?? []),
    four: bitFilter(keysOf[4] ?? []),
    five: bitFilter(keysOf[longestSeed] ?? []),
  };
  return { hits: (text, onHit) => findHits(text, tables, onHit) };
}

/** Of each question the seed that the fewest questions hold. */
function rarestSeeds(holders: ReadonlyMap<number, readonly number[]>): Map<number, number> {
  const rarest = new Map<number, number>();
  const fewest = new Map<number, number>();
  for (const [key, list] of holders) {
    for (let at = 0; at < list.length; at += 2) {
      const question = list[at] ?? 0;
      if (list.length >= (fewest.get(question) ?? Number.POSITIVE_INFINITY)) continue;
      fewest.set(question, list.length);
      rarest.set(question, key);
    }
  }
  return rarest;
}

/**
 * Of a shared seed's holders those that have no rarer one: a question that shares every seed with hundreds of others, made from
 * one template, is looked for by one seed alone, or each of them would be aligned at every place of each other.
 */
function holdersWithoutRarer(
  list: readonly number[],
  key: number,
  rarest: ReadonlyMap<number, number>,
): number[] {
  const kept: number[] = [];
  for (let at = 0; at < list.length; at += 2) {
    const question = list[at] ?? 0;
    if (rarest.get(question) === key) kept.push(question, list[at + 1] ?? 0);
  }
  return kept;
}

interface SeedTables {
  /** Of each seed the questions that hold it, each with its place there. */
  readonly postings: ReadonlyMap<number, Int32Array>;
  /** The words of all seeds, and the seeds by their length. */
  readonly words: BitFilter;
  readonly three: BitFilter;
  readonly four: BitFilter;
  readonly five: BitFilter;
}

function findHits(
  { hashes, count }: Words,
  { postings, words, three, four, five }: SeedTables,
  onHit: (question: number, place: number, word: number) => void,
): void {
  const look = (key: number, first: number): void => {
    const found = postings.get(key);
    if (!found) return;
    for (let at = 0; at < found.length; at += 2) onHit(found[at] ?? 0, found[at + 1] ?? 0, first);
  };
  /** How many words up to this one are words of seeds. */
  let inSeeds = 0;
  let w1 = 0;
  let w2 = 0;
  let w3 = 0;
  let w4 = 0;
  for (let word = 0; word < count; word += 1) {
    const w0 = hashes[word] ?? 0;
    inSeeds = mayHold(words, mixed(w0)) ? inSeeds + 1 : 0;
    if (inSeeds >= shortestSeed) {
      const ofThree = (w0 + Math.imul(w1, base) + Math.imul(w2, base2)) | 0;
      const key = finish(ofThree, 3);
      if (mayHold(three, key)) look(key, word - 2);
      if (inSeeds > 3) {
        const ofFour = (ofThree + Math.imul(w3, base3)) | 0;
        const fourKey = finish(ofFour, 4);
        if (mayHold(four, fourKey)) look(fourKey, word - 3);
        if (inSeeds > 4) {
          const fiveKey = finish((ofFour + Math.imul(w4, base4)) | 0, longestSeed);
          if (mayHold(five, fiveKey)) look(fiveKey, word - 4);
        }
      }
    }
    w4 = w3;
    w3 = w2;
    w2 = w1;
    w1 = w0;
  }
}
