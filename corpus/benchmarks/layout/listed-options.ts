import type { Step } from '../benchmark.js';

const header = /(?:^|\n)\s*(?:Answer\s+)?(?:Choices|Options)\s*:[^\S\n]*\n?/gi;
const letterAt = (index: number): string => String.fromCharCode(65 + index);

/** Where an option's letter stands: at the start of a line, as `A.`, `A)`, `A.)`, `(A)`, `a.)`. */
function marker(letter: string): RegExp {
  return new RegExp(`(?:^|\\n)[^\\S\\n]*(?:\\(${letter}\\)|${letter}(?:\\.\\)|\\.|\\)))[^\\S\\n]*`, 'gi');
}

/** The texts of a block that is a list with letters from A on, or with dashes; undefined for anything else. */
function listed(block: string): string[] | undefined {
  const lines = block.trim().split('\n');
  if (lines.every((line) => /^\s*-\s/.test(line)))
    return lines.map((line) => line.replace(/^\s*-\s+/, '').trim());
  const texts: string[] = [];
  let start = 0;
  for (let index = 0; ; index += 1) {
    const pattern = marker(letterAt(index));
    pattern.lastIndex = start;
    const found = pattern.exec(block);
    if (index === 0 && found?.index !== 0) return undefined;
    if (index > 0) texts.push(block.slice(start, found?.index ?? block.length).trim());
    if (found === null) return texts;
    start = found.index + found[0].length;
  }
}

/** Where the list of options begins: after its header, or, without one, at the last line that begins with `A.`. */
function findList(prompt: string): { readonly stem: string; readonly block: string } | undefined {
  const head = [...prompt.matchAll(header)].at(-1);
  if (head) return { stem: prompt.slice(0, head.index), block: prompt.slice(head.index + head[0].length) };
  const first = [...prompt.matchAll(marker('A'))].at(-1);
  if (!first || first.index === 0) return undefined;
  return { stem: prompt.slice(0, first.index), block: prompt.slice(first.index) };
}

const isPlaceholder = (option: string, index: number): boolean => option.trim() === letterAt(index);

/**
 * Takes a list of options out of the prompt. Options that were only letters (`A`, `B`) become the real texts; where
 * the row has the texts already, the list is only cut. A list that does not agree with the row's options stays: a
 * rule rejects the item then.
 */
export const takeListedOptions: Step = (item) => {
  const list = findList(item.prompt);
  const texts = list && listed(list.block);
  if (!texts || texts.length < 2) return item;
  const taken = { ...item, prompt: list.stem.trim(), options: texts };
  if (item.options === undefined) return taken;
  if (item.options.length !== texts.length) return item;
  if (item.options.every(isPlaceholder)) return taken;
  const same = item.options.every((option, index) => option.trim() === texts[index]);
  return same ? { ...taken, options: item.options } : item;
};
