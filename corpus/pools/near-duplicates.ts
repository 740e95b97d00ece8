import { addTo } from '../../src/core/groups.js';
import { sha256 } from '../../src/core/hash.js';
import { type Item, itemId } from '../../src/core/schemas/item.js';
import { normaliseText } from './normalise.js';
import { jaccard, possiblePairs, rankedTokens } from './token-overlap.js';

/** Cosine similarity and token overlap from which two questions with the same numbers are one (DESIGN, Pool). */
const thresholds = { cosine: 0.95, jaccard: 0.8 } as const;

/** What twins have in common: format, passage and all numbers in their order, since templates differ only in these. */
function frameOf(item: Item, prompt: string): string {
  const context = normaliseText(item.context ?? '');
  const numbers = prompt.match(/\d+(?:\.\d+)?/g) ?? [];
  return sha256(JSON.stringify([item.problem_type, context, numbers]));
}

/** The right option, or the accepted answers, each once. */
function answersOf(item: Item): Set<string> {
  const right =
    item.problem_type === 'multiple-choice' ? [item.options[item.target[0]] ?? ''] : [...item.target];
  return new Set(right.map(normaliseText));
}

function cosine(vectors: Float32Array, dimensions: number, a: number, b: number): number {
  let sum = 0;
  for (let place = 0; place < dimensions; place += 1) {
    sum += (vectors[a * dimensions + place] ?? 0) * (vectors[b * dimensions + place] ?? 0);
  }
  return sum;
}

/** Items of which no two say the same. */
export interface MergedTwins {
  /** Sorted by id. */
  readonly items: Item[];
  /** The place among those given that each item's question, and so its vector, comes from. */
  readonly rows: number[];
  /** Items that went into others. */
  readonly merged: number;
}

/**
 * Merges questions that say the same in almost the same words: cosine >= 0.95, a Jaccard similarity of tokens >= 0.8, the same
 * passage, the same numbers in the same order, and the same right option or an accepted answer in common. Cosine alone takes
 * templates with other numbers for twins, and questions on one passage.
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
): MergedTwins {
  const prompts = items.map(({ prompt }) => normaliseText(prompt));
  const byAnswer = new Map<string, number[]>();
  for (const [row, item] of items.entries()) {
    const frame = frameOf(item, prompts[row] ?? '');
    for (const answer of answersOf(item)) addTo(byAnswer, `${frame} ${answer}`, row);
  }
  const alike = [...byAnswer.values()].filter((rows) => rows.length > 1);
  const tokensOf = rankedTokens(new Map(alike.flat().map((row) => [row, prompts[row] ?? ''])));
  const twinsOf = new Map<number, Set<number>>();
  for (const rows of alike) {
    for (const [earlier, later] of possiblePairs(rows, tokensOf, thresholds.jaccard)) {
      if (cosine(vectors, dimensions, earlier, later) < thresholds.cosine) continue;
      const [one, other] = [tokensOf.get(earlier), tokensOf.get(later)];
      if (!one || !other || jaccard(one, other) < thresholds.jaccard) continue;
      twinsOf.set(earlier, (twinsOf.get(earlier) ?? new Set()).add(later));
    }
  }
  const gone = new Set<number>();
  const kept = items.flatMap((item, row) => {
    if (gone.has(row)) return [];
    const twins = [...(twinsOf.get(row) ?? [])].filter((later) => !gone.has(later)).sort((a, b) => a - b);
    for (const later of twins) gone.add(later);
    return [
      {
        item: united(
          item,
          twins.flatMap((twin) => items[twin] ?? []),
        ),
        row,
      },
    ];
  });
  kept.sort((a, b) => (a.item.id < b.item.id ? -1 : 1));
  return { items: kept.map(({ item }) => item), rows: kept.map(({ row }) => row), merged: gone.size };
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
