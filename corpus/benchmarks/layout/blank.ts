import type { Step } from '../benchmark.js';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** How many words at their start all texts share. */
function sharedWords(texts: readonly (readonly string[])[]): number {
  const shortest = Math.min(...texts.map((text) => text.length));
  const [first = []] = texts;
  let shared = 0;
  while (shared < shortest - 1 && texts.every((text) => text[shared] === first[shared])) shared += 1;
  return shared;
}

/**
 * For Winograd schemas written as whole beginnings (`... because Ann`, `... because Eve`) and one continuation: the
 * sentence with a blank, as WinoGrande itself has it, and the words that may fill it as options.
 */
export const blankFromBeginnings: Step = (item) => {
  const beginnings = (item.options ?? []).map(words);
  if (beginnings.length < 2) return item;
  const shared = sharedWords(beginnings);
  const [first = []] = beginnings;
  return {
    ...item,
    prompt: [...first.slice(0, shared), '_', item.prompt.trim()].join(' ').replace(/_ (?=[.,;!?])/, '_'),
    options: beginnings.map((beginning) => beginning.slice(shared).join(' ')),
  };
};
