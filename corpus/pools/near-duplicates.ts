import { sha256 } from '../../src/core/hash.js';
import { type Item, itemId } from '../../src/core/schemas/item.js';
import { normaliseText } from './normalise.js';

/** Cosine similarity and token overlap from which two questions with the same numbers are one (DESIGN, Pool). */
const thresholds = { cosine: 0.95, jaccard: 0.8 } as const;

interface Fingerprint {
  /** Words and pairs of neighbouring words of the question, the n-th of a kind marked so. */
  readonly tokens: ReadonlySet<string>;
  /**
   * sha256 of what twins have in common: format, passage and all numbers in their order, since templates differ only in
   * these.
   */
  readonly frame: string;
  /** The right option, or the accepted answers. */
  readonly answers: ReadonlySet<string>;
}

function fingerprint(item: Item): Fingerprint {
  const prompt = normaliseText(item.prompt);
  const context = normaliseText(item.context ?? '');
  const numbers = prompt.match(/\d+(?:\.\d+)?/g) ?? [];
  const right =
    item.problem_type === 'multiple-choice' ? [item.options[item.target[0]] ?? ''] : [...item.target];
  return {
    tokens: wordsAndPairs(prompt),
    frame: sha256(JSON.stringify([item.problem_type, context, numbers])),
    answers: new Set(right.map(normaliseText)),
  };
}

/** Pairs hold the order of words: puzzles made from one template have the same words in another order. */
function wordsAndPairs(text: string): Set<string> {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const pairs = words.map((word, at) => `${words[at - 1] ?? ''} ${word}`);
  const seen = new Map<string, number>();
  return new Set(
    [...words, ...pairs].map((token) => {
      const times = (seen.get(token) ?? 0) + 1;
      seen.set(token, times);
      return `${token} ${times}`;
    }),
  );
}

/** Jaccard similarity of two sets, 0 to 1; 1 for two empty ones. */
function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const token of a) if (b.has(token)) shared += 1;
  const union = a.size + b.size - shared;
  return union === 0 ? 1 : shared / union;
}

function cosine(vectors: Float32Array, dimensions: number, a: number, b: number): number {
  let sum = 0;
  for (let place = 0; place < dimensions; place += 1) {
    sum += (vectors[a * dimensions + place] ?? 0) * (vectors[b * dimensions + place] ?? 0);
  }
  return sum;
}

function groupedBy<K>(rows: Iterable<number>, keysOf: (row: number) => Iterable<K>): Map<K, number[]> {
  const groups = new Map<K, number[]>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  }
  return groups;
}

/**
 * For each row of one frame, the later rows that can be its twins: those that have one of its rarest tokens too. Sets with a
 * Jaccard similarity of t or more share a token among the first n - ceil(t n) + 1 of n in any one order of all tokens
 * (prefix filtering: Chaudhuri, Ganti and Kaushik 2006), so none is missed.
 *
 * @param rows ascending
 */
function* candidateTwins(
  rows: readonly number[],
  prints: readonly Fingerprint[],
): Generator<[row: number, later: Iterable<number>]> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const token of prints[row]?.tokens ?? []) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const rarestFirst = [...counts].sort(([a, timesA], [b, timesB]) => timesA - timesB || (a < b ? -1 : 1));
  const rankOf = new Map(rarestFirst.map(([token], rank) => [token, rank]));
  const prefixes = new Map(
    rows.map((row) => {
      const ranks = Array.from(prints[row]?.tokens ?? [], (token) => rankOf.get(token) ?? 0);
      const length = ranks.length - Math.ceil(thresholds.jaccard * ranks.length - 1e-9) + 1;
      return [row, ranks.sort((a, b) => a - b).slice(0, length)];
    }),
  );
  const near = groupedBy(rows, (row) => prefixes.get(row) ?? []);
  for (const row of rows) {
    const others = (prefixes.get(row) ?? []).flatMap((token) => near.get(token) ?? []);
    yield [row, new Set(others.filter((other) => other > row).sort((a, b) => a - b))];
  }
}

/**
 * Merges questions that say the same in almost the same words: cosine >= 0.95, a Jaccard similarity of tokens >= 0.8, the
 * same passage, the same numbers in the same order, and the same right option or an accepted answer in common. Cosine alone takes templates
 * with other numbers for twins, and questions on one passage.
 *
 * The first item of a pair stays, with the names of both benchmarks; free answers unite.
 *
 * @param items as `readPool` gives them
 * @param vectors row-major [items.length, dimensions], unit vectors
 */
export function mergeNearDuplicates(
  items: readonly Item[],
  vectors: Float32Array,
  dimensions: number,
): { readonly items: Item[]; readonly merged: number } {
  const prints = items.map(fingerprint);
  const twinsOf = new Map<number, Item[]>();
  const gone = new Set<number>();
  const areTwins = (a: number, b: number): boolean => {
    const [one, other] = [prints[a], prints[b]];
    return (
      one !== undefined &&
      other !== undefined &&
      [...one.answers].some((answer) => other.answers.has(answer)) &&
      cosine(vectors, dimensions, a, b) >= thresholds.cosine &&
      jaccard(one.tokens, other.tokens) >= thresholds.jaccard
    );
  };
  for (const rows of groupedBy(items.keys(), (row) => [prints[row]?.frame]).values()) {
    for (const [row, later] of candidateTwins(rows, prints)) {
      if (gone.has(row)) continue;
      for (const other of later) {
        const twin = items[other];
        if (twin === undefined || gone.has(other) || !areTwins(row, other)) continue;
        gone.add(other);
        twinsOf.set(row, [...(twinsOf.get(row) ?? []), twin]);
      }
    }
  }
  const kept = items.flatMap((item, row) => (gone.has(row) ? [] : [united(item, twinsOf.get(row) ?? [])]));
  return { items: kept.sort((a, b) => (a.id < b.id ? -1 : 1)), merged: gone.size };
}

function united(item: Item, twins: readonly Item[]): Item {
  if (twins.length === 0) return item;
  const benchmarks = [...new Set([item, ...twins].flatMap((each) => each.benchmarks))];
  if (item.problem_type === 'multiple-choice') return { ...item, benchmarks };
  const answers = twins.flatMap((twin) => (twin.problem_type === 'free-form' ? twin.target : []));
  const target = [...new Set([...item.target, ...answers])];
  const whole = { ...item, benchmarks, target };
  return { ...whole, id: itemId(whole) };
}
