import { type Handler, Parser } from 'htmlparser2';
import { questionHeading, questionSentences } from './question-sentences.js';
import { isoDate } from './record-facts.js';

/** Elements whose text is no part of what the page says. */
const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'nav',
  'footer',
  'select',
  'button',
]);

/** Elements that stand within a sentence; all others end it. */
const inline = new Set(
  'a abbr b bdi bdo cite code data dfn em font i kbd mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

const headings = new Set(['title', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** Names of meta elements that hold a page's date. */
const dateMetas = new Set(['article:published_time', 'date', 'dc.date', 'dcterms.created', 'datepublished']);

const longestSentence = 2_000;

/**
 * The parser searches all open elements at every closing tag: pages nested deeper than any that people write are begun
 * anew there, so that none takes for ever.
 */
const deepestNesting = 1_000;
const sliceLength = 8_192;

export interface PageQuestions {
  readonly questions: readonly string[];
  /** ISO 8601, where the page says it. */
  readonly date?: string;
  /** ISO 639-1, where the page says it. */
  readonly pageLanguage?: string;
}

/** Takes a page's HTML in pieces. */
export interface PageReader {
  write(html: string): void;
  end(): PageQuestions;
}

/**
 * Finds what a page asks: its title and headings where they are questions, and the question sentences of its text,
 * each once, in the page's order. Reads HTML of any quality in one pass, however deeply it is nested.
 */
export function pageReader(): PageReader {
  const questions = new Set<string>();
  const said: { date?: string; pageLanguage?: string } = {};
  let silence = 0;
  let heading = false;
  let block = '';
  let depth = 0;

  const endBlock = (): void => {
    const text = block.replace(/\s+/g, ' ').trim();
    block = '';
    if (text === '') return;
    const found = heading ? questionHeading(text) : questionSentences(text);
    for (const question of found) questions.add(question);
  };

  const handler: Partial<Handler> = {
    onopentag(name, attributes) {
      depth += 1;
      if (name === 'meta') {
        const key = (
          attributes['property'] ??
          attributes['name'] ??
          attributes['itemprop'] ??
          ''
        ).toLowerCase();
        const date = dateMetas.has(key) ? isoDate(attributes['content']) : undefined;
        if (date !== undefined) said.date ??= date;
      }
      if (name === 'html') {
        const code = /^[a-z]{2}(?![a-z])/i.exec(attributes['lang'] ?? attributes['xml:lang'] ?? '')?.[0];
        if (code !== undefined) said.pageLanguage ??= code.toLowerCase();
      }
      if (silent.has(name)) silence += 1;
      if (inline.has(name)) return;
      endBlock();
      heading = headings.has(name);
    },
    ontext(text) {
      if (silence === 0 && block.length < longestSentence) block += text;
    },
    onclosetag(name) {
      depth -= 1;
      if (silent.has(name)) silence = Math.max(0, silence - 1);
      if (inline.has(name)) return;
      endBlock();
      if (headings.has(name)) heading = false;
    },
  };
  let parser = new Parser(handler);
  return {
    write(html) {
      for (let at = 0; at < html.length; at += sliceLength) {
        parser.write(html.slice(at, at + sliceLength));
        if (depth <= deepestNesting) continue;
        parser.end();
        parser = new Parser(handler);
      }
    },
    end() {
      parser.end();
      endBlock();
      return { questions: [...questions], ...said };
    },
  };
}
