import { Parser } from 'htmlparser2';
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

const questionStart =
  /^(?:how|what|what's|why|when|where|which|who|whose|whom|is|are|am|was|were|do|does|did|can|could|should|would|will|has|have|may|must)\s/i;

const longestQuestion = 300;
const longestSentence = 2_000;

export interface PageQuestions {
  readonly questions: readonly string[];
  /** ISO 8601, where the page says it. */
  readonly date?: string;
}

/** The questions in running text: sentences that end in a question mark. */
function questionSentences(text: string): string[] {
  const sentences = text.match(/[^.!?\n]+[.!?]+(?=["')\]]?(?:\s|$))/g) ?? [];
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence.endsWith('?'));
}

/** A heading that asks: up to its question mark, or from its question word on; without the site's name after a bar. */
function questionHeading(text: string): string[] {
  const end = text.indexOf('?');
  if (end !== -1) return [text.slice(0, end + 1)];
  const [own = ''] = text.split(/\s+[|·•–—-]\s+/);
  return questionStart.test(own) ? [own] : [];
}

/**
 * What a page asks: its title and headings where they are questions, and the question sentences of its text, each
 * once, in the page's order. Reads HTML of any quality in one pass, however deeply it is nested.
 */
export async function questionsOfPage(html: AsyncIterable<string>): Promise<PageQuestions> {
  const questions = new Set<string>();
  let date: string | undefined;
  let silence = 0;
  let heading = false;
  let block = '';

  const endBlock = (): void => {
    const text = block.replace(/\s+/g, ' ').trim();
    block = '';
    if (text === '') return;
    const found = heading ? questionHeading(text) : questionSentences(text);
    for (const question of found) if (question.length <= longestQuestion) questions.add(question);
  };

  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'meta') {
        const key = (
          attributes['property'] ??
          attributes['name'] ??
          attributes['itemprop'] ??
          ''
        ).toLowerCase();
        if (dateMetas.has(key)) date ??= isoDate(attributes['content']);
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
      if (silent.has(name)) silence = Math.max(0, silence - 1);
      if (inline.has(name)) return;
      endBlock();
      if (headings.has(name)) heading = false;
    },
  });
  for await (const piece of html) parser.write(piece);
  parser.end();
  endBlock();
  return { questions: [...questions], ...(date === undefined ? {} : { date }) };
}
