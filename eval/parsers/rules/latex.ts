/** LaTeX: the last box of a text, and the text without its commands. */

/** The contents of `{...}` that begins at `open` (the index of its brace), braces inside balanced; null if never closed. */
function braced(text: string, open: number): string | null {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return text.slice(open + 1, at);
  }
  return null;
}

/** A box in a text. */
export interface Boxed {
  readonly content: string;
  /** What follows it. */
  readonly after: string;
}

/** The last `\boxed{...}` or `\fbox{...}` of a text; undefined where there is none, or the last is never closed. */
export function lastBoxed(text: string): Boxed | undefined {
  const found = [...text.matchAll(/\\(?:boxed|fbox)\s*\{/g)].at(-1);
  if (!found) return undefined;
  const open = found.index + found[0].length;
  const content = braced(text, open - 1);
  return content === null ? undefined : { content, after: text.slice(open + content.length + 1) };
}

const fraction = /\\[dtc]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g;
const wrapper =
  /\\(?:boxed|fbox|text|textbf|textit|textrm|mathrm|mathbf|mathit|mathsf|operatorname|mbox|emph|underline)\s*\{([^{}]*)\}/g;

/** LaTeX as plain text: `\frac{3}{4}` is 3/4, `\text{m}` is m, marks of mathematics and spacing are gone. */
export function withoutLatex(text: string): string {
  if (!text.includes('\\') && !text.includes('$')) return text;
  let plain = text
    .replace(/,?\\!/g, (found) => (found.startsWith(',') ? ',' : ''))
    .replace(/\\[,;:> ]/g, ' ')
    .replace(/\\(?:left|right|displaystyle|big|Big|bigl|bigr)(?![a-zA-Z])\s*/g, '')
    .replace(/\\frac\s*(\d)\s*(\d)/g, '$1/$2');
  // From the inside out: each pass unwraps what holds no braces. Eight levels are more than anybody writes.
  for (let pass = 0; pass < 8; pass += 1) {
    const next = plain.replace(wrapper, '$1').replace(fraction, '$1/$2');
    if (next === plain) break;
    plain = next;
  }
  return plain
    .replace(/\\\[|\\\]|\\\(|\\\)|\$\$/g, ' ')
    .replace(/(?<!\\)\$([^$\n]{1,200}?)(?<!\\)\$(?!\d)/g, '$1')
    .replace(/\\([$%#&_{}])/g, '$1')
    .replace(/\^\s*\{?\\circ\}?|\\degree/g, '°')
    .replace(/\\(?:times|cdot)(?![a-zA-Z])/g, '×')
    .replace(/\\(?:div)(?![a-zA-Z])/g, '÷')
    .replace(/\\(?:approx|simeq)(?![a-zA-Z])/g, '≈')
    .replace(
      /\\(?:leq?|geq?|neq?|lt|gt|pm|mp|pi|infty|sqrt|in|cup|cap|quad|qquad|dots|ldots|cdots)(?![a-zA-Z])/g,
      (found) => symbols[found] ?? ' ',
    );
}

const symbols: Readonly<Record<string, string>> = {
  '\\le': '≤',
  '\\leq': '≤',
  '\\ge': '≥',
  '\\geq': '≥',
  '\\ne': '≠',
  '\\neq': '≠',
  '\\pm': '±',
  '\\lt': '<',
  '\\gt': '>',
  '\\mp': '∓',
  '\\sqrt': '√',
  '\\in': '∈',
  '\\cup': '∪',
  '\\cap': '∩',
  '\\pi': 'π',
  '\\infty': '∞',
};
