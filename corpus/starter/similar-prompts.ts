import type { StarterItem } from './starter-item.js';

/** Two prompts may be of one template where this share of their masked words is the same. */
const perhapsOneTemplate = 0.6;
/** Above this share they surely are: only a word or two differ beside names and numbers. */
const surelyOneTemplate = 0.7;

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

export interface TemplateShares {
  /** The share of all items, 0 to 1, that are of one template with the item that has most of them: Jaccard 0.6. */
  readonly largest: number;
  /** The share of all items that have at least one other of their template: Jaccard 0.7. */
  readonly withTwin: number;
}

/** How much the items repeat each other's wording, by the Jaccard similarity of their prompts' masked words. */
export function templateShares(items: readonly StarterItem[]): TemplateShares {
  const words = items.map((item) => maskedWords(item.prompt));
  let largest = 0;
  let withTwin = 0;
  for (const a of words) {
    const similar = words.map((b) => jaccard(a, b));
    largest = Math.max(largest, similar.filter((share) => share >= perhapsOneTemplate).length);
    if (similar.filter((share) => share >= surelyOneTemplate).length > 1) withTwin += 1;
  }
  return { largest: largest / items.length, withTwin: withTwin / items.length };
}
