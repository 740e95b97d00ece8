import { decodeHTML, decodeHTMLStrict } from 'entities';
import { mapProse } from './code-segments.js';

/** Printable ASCII without &, <, ` and needless blanks has nothing that a pass could change: most queries, and no work. */
const mayChange = /[^ -%'-;=-_a-~]| {2}|^ | $/;

/** Passes until nothing changes; text made to defeat this is cut off here. */
const mostPasses = 8;

/**
 * The form in which texts are compared and kept: Unicode NFKC, one space between words, no control, zero-width or
 * text-direction characters, straight quotes, HTML entities read and markup removed. Code in backticks stays as it
 * is. Superscripts, subscripts and fractions keep their own characters: x² is not x2.
 *
 * Applying it twice changes nothing more.
 */
export function normaliseText(text: string): string {
  let current = text;
  for (let pass = 0; pass < mostPasses && mayChange.test(current); pass += 1) {
    const next = normaliseOnce(current);
    if (next === current) break;
    current = next;
  }
  return current;
}

function normaliseOnce(text: string): string {
  const lines = withoutHiddenJoiners(asShown(text.replace(/\r\n?/g, '\n')).replace(unseen, ''));
  return mapProse(mapProse(lines, withoutMarkup), normaliseProse).trim();
}

/** Control characters but tab and line end, soft hyphens, zero-width and direction marks, and what was no text at all. */
const unseen =
  /[^\P{Cc}\t\n]|[\u00ad\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]|\p{Surrogate}/gu;

const email = /[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}/i;

/** An e-mail address written backwards behind a mark that shows it forwards. */
function asShown(text: string): string {
  return text.replace(/\u202e([^\u202c\n]*)/g, (run, turned: string) => {
    const shown = [...turned].reverse().join('');
    return !email.test(turned) && email.test(shown) ? shown : run;
  });
}

/** Joiners shape letters in Persian and Indic scripts and join emoji; beside ASCII they only hide something. */
function withoutHiddenJoiners(text: string): string {
  const isAscii = (at: number): boolean => /^[\x20-\x7e]$/.test(text[at] ?? '');
  return text.replace(/[\u200c\u200d]+/g, (run, at: number) =>
    isAscii(at - 1) || isAscii(at + run.length) ? '' : run,
  );
}

const keepsItsForm = /[^\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u215f]+/g;

function normaliseProse(prose: string): string {
  const decoded = prose.includes('&') ? decodeHTMLStrict(prose) : prose;
  return decoded
    .replace(keepsItsForm, (run) => run.normalize('NFKC'))
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f]/g, '"')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
}

const elements =
  'a|abbr|address|article|b|blockquote|body|center|cite|code|dd|del|div|dl|dt|em|figure|figcaption|font|footer|h[1-6]|head|header|html|i|img|ins|kbd|label|li|main|mark|nav|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul';
const closingTag = new RegExp(`</(?:${elements})\\s*>`, 'i');
const anyTag = new RegExp(`</?(?:${elements})(?:\\s[^<>]*)?/?>`, 'gi');
const blockTag = /<\/?(?:p|div|li|ul|ol|tr|table|h[1-6]|blockquote|section|article|dd|dt)(?:\s[^<>]*)?\/?>/gi;
const lineBreak = /<br\s*\/?>/gi;

/**
 * Text without its HTML. A tag alone may be what the question is about ("what does <br> do"): only where tags are
 * closed, or lines broken more than once, is it markup.
 */
function withoutMarkup(prose: string): string {
  if (!prose.includes('<')) return prose;
  const isMarkup = closingTag.test(prose) || (prose.match(lineBreak)?.length ?? 0) > 1;
  if (!isMarkup) return prose;
  return prose
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(
      /<pre\b[^>]*>(?:\s*<code\b[^>]*>)?([\s\S]*?)(?:<\/code\s*>\s*)?<\/pre\s*>/gi,
      (_, code: string) => {
        return `\n\`\`\`\n${decodeHTML(code)}\n\`\`\`\n`;
      },
    )
    .replace(/<code\b[^>]*>([^`\n<]+)<\/code\s*>/gi, (_, code: string) => `\`${decodeHTML(code)}\``)
    .replace(lineBreak, '\n')
    .replace(blockTag, '\n')
    .replace(anyTag, '');
}
