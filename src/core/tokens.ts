/**
 * Counts tokens as the tokenizer `o200k_base` does; those of other families count a few per cent more or less. A text is
 * nothing but text: what looks like a tokenizer's own mark in it (`<|im_end|>`) is counted by its letters. Loaded when
 * first asked for, since its table takes some 100 ms.
 */
export async function tokenCounter(): Promise<(text: string) => number> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  return (text) => countTokens(text, { disallowedSpecial: new Set() });
}
