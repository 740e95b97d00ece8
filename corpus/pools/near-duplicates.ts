import { type Item, itemId } from '../../src/core/schemas/item.js';
import { normaliseText } from './normalise.js';

/** Cosine similarity and token overlap from which two questions with the same numbers are one (DESIGN, Pool). */
const thresholds = { cosine: 0.95, jaccard: 0.8 } as const;

interface Fingerprint {
  readonly tokens: ReadonlySet<string>;
  /** All numbers, sorted: templates differ only in these. */
  readonly numbers: string;
  /** The right option; empty for free-form, whose answers unite. */
  readonly right: string;
}

function fingerprint(item: Item): Fingerprint {
  const text = normaliseText(`${item.context ?? ''} ${item.prompt}`);
  return {
    tokens: new Set(text.match(/[\p{L}\p{N}]+/gu) ?? []),
    numbers: (text.match(/\d+(?:\.\d+)?/g) ?? []).sort().join(' '),
    right: item.problem_type === 'multiple-choice' ? normaliseText(item.options[item.target[0]] ?? '') : '',
  };
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

/**
 * For each row, the later rows that can be its twins: of the same format, numbers and right option, and with one of their
 * rarest tokens in common. Sets with a Jaccard similarity of t or more share a token among the first n - ceil(t n) + 1
 * of n in any one order of all tokens (prefix filtering: Chaudhuri, Ganti and Kaushik 2006), so none is missed.
 */
function candidateTwins(items: readonly Item[], prints: readonly Fingerprint[]): (row: number) => number[] {
  const frequency = new Map<string, number>();
  for (const { tokens } of prints) {
    for (const token of tokens) frequency.set(token, (frequency.get(token) ?? 0) + 1);
  }
  const rarestFirst = (a: string, b: string): number =>
    (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1);
  const keys = prints.map(({ tokens, numbers, right }, row) => {
    const length = tokens.size - Math.ceil(thresholds.jaccard * tokens.size - 1e-9) + 1;
    const rarest = [...tokens].sort(rarestFirst).slice(0, length);
    return rarest.map((token) => JSON.stringify([items[row]?.problem_type, numbers, right, token]));
  });
  const rowsOf = new Map<string, number[]>();
  for (const [row, own] of keys.entries()) {
    for (const key of own) {
      const rows = rowsOf.get(key);
      if (rows) rows.push(row);
      else rowsOf.set(key, [row]);
    }
  }
  return (row) => (keys[row] ?? []).flatMap((key) => rowsOf.get(key) ?? []).filter((other) => other > row);
}

/**
 * Merges questions that say the same in almost the same words: cosine >= 0.95 and the same numbers and a Jaccard
 * similarity of tokens >= 0.8, and for multiple choice the same right option. Cosine alone takes templates with other
 * numbers for twins.
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
  const candidates = candidateTwins(items, prints);
  const twinsOf = new Map<number, Item[]>();
  const gone = new Set<number>();
  const areTwins = (a: number, b: number): boolean => {
    const [one, other] = [prints[a], prints[b]];
    return (
      one !== undefined &&
      other !== undefined &&
      items[a]?.problem_type === items[b]?.problem_type &&
      one.numbers === other.numbers &&
      one.right === other.right &&
      jaccard(one.tokens, other.tokens) >= thresholds.jaccard &&
      cosine(vectors, dimensions, a, b) >= thresholds.cosine
    );
  };
  for (const row of items.keys()) {
    if (gone.has(row)) continue;
    const near = [...new Set(candidates(row))].sort((a, b) => a - b);
    for (const other of near) {
      const twin = items[other];
      if (twin === undefined || gone.has(other) || !areTwins(row, other)) continue;
      gone.add(other);
      twinsOf.set(row, [...(twinsOf.get(row) ?? []), twin]);
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
