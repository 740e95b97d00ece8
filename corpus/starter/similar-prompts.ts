import type { StarterItem } from './starter-item.js';

/** Two prompts are of one template where this share of their masked words is the same. */
const sameTemplate = 0.6;

/** The words of a prompt with numbers and names masked: what is left is its template. */
function maskedWords(prompt: string): Set<string> {
  const masked = prompt
    .replaceAll(/\d+(?:[.,]\d+)*/g, '#')
    .replaceAll(/(?<=[a-z,;:] )\p{Lu}[\p{L}'-]*/gu, '@')
    .toLowerCase();
  return new Set(masked.match(/[#@]|\p{L}+/gu));
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  return common / (a.size + b.size - common);
}

/**
 * The share of all items, 0 to 1, that are of one template with the item that has most of them: a prompt's masked
 * words agree with at least 0.6 Jaccard similarity.
 */
export function largestTemplateShare(items: readonly StarterItem[]): number {
  const words = items.map((item) => maskedWords(item.prompt));
  const sizes = words.map((a) => words.filter((b) => jaccard(a, b) >= sameTemplate).length);
  return Math.max(...sizes) / items.length;
}
