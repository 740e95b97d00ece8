import { plainCharacters } from './characters.js';
import { withoutLatex } from './latex.js';
import type { ResponseText } from './rule.js';

/** A response in the forms that rules look at. */
export function responseText(raw: string): ResponseText {
  const text = withoutMarkdown(withoutLatex(plainCharacters(raw))).trim();
  return {
    raw,
    text,
    lines: text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    sentences: sentencesOf(text),
  };
}

/** Text without emphasis, code marks, headings, rules and bullets. Numbers of list items go too. */
function withoutMarkdown(text: string): string {
  return text
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″]/g, '"')
    .replace(/[‐‑‒−]/g, '-')
    .replace(/^ {0,3}(?:#{1,6}\s+|>(?!\s?[\d=])\s?)/gm, '')
    .replace(/\n\s{2,}\n/g, '\n\n')
    .replace(/^[ \t]*(?:[-*_][ \t]*){3,}$/gm, '')
    .replace(/\*\*|__|```\w*|`/g, '')
    .replace(/(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/^[ \t]*[-*•][ \t]+(?=\S)/gm, '')
    .replace(/^[ \t]*\d{1,2}[.)][ \t]+(?=\S)/gm, '');
}

const abbreviation =
  /(?:\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|v|Mt|Ft|Inc|Co|Ltd|No|Prof|Gen|Col|Lt|Sgt|Capt|Rev|approx|ca|cf|etc|e\.g|i\.e|a\.m|p\.m)|\b\p{Lu})\.$/u;

/** Sentences of a text: a line's end always ends one, a full stop after an abbreviation or an initial does not. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const line of text.split('\n')) {
    let open = '';
    for (const piece of line.trim().split(/(?<=[.!?]["')\]]?)\s+(?=["'([]?[\p{Lu}\p{N}]|[<{])/u)) {
      open = open === '' ? piece : `${open} ${piece}`;
      if (abbreviation.test(open) || quoteOpen(open)) continue;
      if (open.trim() !== '') sentences.push(open.trim());
      open = '';
    }
    if (open.trim() !== '') sentences.push(open.trim());
  }
  return sentences;
}

/** Whether a quotation has begun and not ended. */
function quoteOpen(text: string): boolean {
  return (text.match(/"/g) ?? []).length % 2 === 1;
}
