/** Sentences and headings that ask. */

/** Characters; what is longer is a page whose full stops are missing. */
export const longestQuestion = 300;
const shortestQuestion = 8;

/** Behind these a full stop ends no sentence; nor does it behind a single letter. */
const abbreviations = new Set(
  'mr mrs ms dr st prof jr sr vs no etc approx dept inc ltd co corp fig e.g i.e u.s u.k a.m p.m'.split(' '),
);

/** A question mark that ends a sentence, not one in an address or a piece of code. */
const finalMark = /\?(?=[?!]*["'”’)\]]*(?:\s|$))|[？؟]/g;

const questionStart =
  /^(?:how|what|what's|why|when|where|which|who|whose|whom|is|are|am|was|were|do|does|did|can|could|should|would|will|has|have|may|must)\s/i;

const closers = '"\'”’)]';

/** Whether a sentence ends with the character at `last`, white space behind it. */
function endsSentence(text: string, last: number): boolean {
  let at = last;
  while (at > 0 && closers.includes(text.charAt(at))) at -= 1;
  const mark = text.charAt(at);
  if (mark !== '.') return mark === '!' || mark === '?' || mark === '…' || mark === '؟';
  const word = text.slice(text.lastIndexOf(' ', at) + 1, at).toLowerCase();
  return word.length > 1 && !abbreviations.has(word);
}

/** Where the last sentence of a text begins, found from its end. Each of a text's questions costs its own length alone. */
function lastSentenceStart(text: string): number {
  const least = Math.max(0, text.length - longestQuestion - 2);
  for (let at = text.length - 2; at > least; at -= 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x3002 || code === 0xff01 || code === 0xff1f) return at + 1;
    if ((code === 0x20 || code === 0x09 || code === 0xa0) && endsSentence(text, at - 1)) return at + 1;
  }
  return least;
}

/** The sentence at the end of a text that ends with a question mark, or undefined where that is none. */
export function lastQuestion(text: string): string | undefined {
  let question = text.slice(lastSentenceStart(text)).trim();
  if (/^["'“‘([•*·–—-]/.test(question)) question = question.replace(/^["'“‘([•*·–—\s-]+/, '');
  if (question.length < shortestQuestion || question.length > longestQuestion) return undefined;
  return /\p{L}{2}.*\s|[\u3000-\u9fff]/u.test(question) ? question : undefined;
}

/** The questions in running text: sentences that end in a question mark, in their order. */
export function questionSentences(text: string): string[] {
  const questions: string[] = [];
  finalMark.lastIndex = 0;
  for (let mark = finalMark.exec(text); mark; mark = finalMark.exec(text)) {
    const question = lastQuestion(text.slice(0, mark.index + 1));
    if (question !== undefined) questions.push(question);
  }
  return questions;
}

/** A heading that asks: up to its question mark, or from its question word on; without the site's name after a bar. */
export function questionHeading(text: string): string[] {
  const end = text.indexOf('?');
  const own = end === -1 ? (text.split(/\s+[|·•–—-]\s+/)[0] ?? '') : text.slice(0, end + 1);
  return (end !== -1 || questionStart.test(own)) && own.length <= longestQuestion ? [own] : [];
}
