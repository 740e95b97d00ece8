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

/** Bits of the table that most words of a text are turned away by. */
const filterBits = 22;
const filterShift = 32 - filterBits;

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

function finish(hash: number, length: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d + 2 * length);
  return mixed ^ (mixed >>> 13);
}

/** The seeds of all questions. Those that many questions share are left out, unless a question has no other. */
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
  const rare = new Set<number>();
  for (const list of holders.values()) {
    if (list.length <= 2 * mostHolders) {
      for (let at = 0; at < list.length; at += 2) rare.add(list[at] ?? 0);
    }
  }
  const postings = new Map<number, Int32Array>();
  const filter = new Uint32Array(2 ** (filterBits - 5));
  for (const [key, list] of holders) {
    const kept = list.length <= 2 * mostHolders ? list : withoutRareSeeds(list, rare);
    if (kept.length === 0) continue;
    postings.set(key, Int32Array.from(kept));
    const bit = key >>> filterShift;
    filter[bit >>> 5] = (filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  return { hits: (words, onHit) => findHits(words, postings, filter, onHit) };
}

/** Of a shared seed's holders those that have no rarer one. */
function withoutRareSeeds(list: readonly number[], rare: ReadonlySet<number>): number[] {
  const kept: number[] = [];
  for (let at = 0; at < list.length; at += 2) {
    const question = list[at] ?? 0;
    if (!rare.has(question)) kept.push(question, list[at + 1] ?? 0);
  }
  return kept;
}

function findHits(
  { hashes, count }: Words,
  postings: ReadonlyMap<number, Int32Array>,
  filter: Uint32Array,
  onHit: (question: number, place: number, word: number) => void,
): void {
  const look = (key: number, first: number): void => {
    const bit = key >>> filterShift;
    if (((filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return;
    const found = postings.get(key);
    if (!found) return;
    for (let at = 0; at < found.length; at += 2) onHit(found[at] ?? 0, found[at + 1] ?? 0, first);
  };
  let w1 = 0;
  let w2 = 0;
  let w3 = 0;
  let w4 = 0;
  for (let word = 0; word < count; word += 1) {
    const w0 = hashes[word] ?? 0;
    const three = (w0 + Math.imul(w1, base) + Math.imul(w2, base2)) | 0;
    const four = (three + Math.imul(w3, base3)) | 0;
    const five = (four + Math.imul(w4, base4)) | 0;
    if (word >= 2) look(finish(three, 3), word - 2);
    if (word >= 3) look(finish(four, 4), word - 3);
    if (word >= 4) look(finish(five, 5), word - 4);
    w4 = w3;
    w3 = w2;
    w2 = w1;
    w1 = w0;
  }
}
