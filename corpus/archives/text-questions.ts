/** The questions in plain text, found from their question marks. */

import { lastQuestion, longestQuestion, questionHeading } from '../sources/question-sentences.js';

const questionMark = 0x3f;
const lineFeed = 0x0a;
/** The question marks of Chinese and Japanese, and of Arabic, in UTF-8. */
const otherMarks = [Buffer.from('？'), Buffer.from('؟')];
/** Four bytes a character at most: a sentence that begins before this is too long to be a question. */
const longestLook = longestQuestion * 4;

/**
 * The questions in plain text as bytes of UTF-8, each once: its question sentences, and its first line, the title of a
 * page in WET, where that asks. Only what stands before a question mark is ever decoded: that is what makes this about
 * as fast as unpacking.
 */
export function questionsInText(bytes: Buffer): string[] {
  const questions = new Set<string>();
  const firstEnd = bytes.indexOf(lineFeed);
  const title = bytes
    .toString('utf8', 0, Math.min(firstEnd === -1 ? bytes.length : firstEnd, longestLook))
    .trim();
  if (!title.includes('?')) for (const question of questionHeading(title)) questions.add(question);
  for (const end of questionEnds(bytes)) {
    const line = bytes.lastIndexOf(lineFeed, end - 1) + 1;
    const question = lastQuestion(bytes.toString('utf8', Math.max(line, end - longestLook), end));
    if (question !== undefined) questions.add(question);
  }
  return [...questions];
}

/** Where question marks end that end a sentence. */
function* questionEnds(bytes: Buffer): Generator<number> {
  for (let at = bytes.indexOf(questionMark); at !== -1; at = bytes.indexOf(questionMark, at + 1)) {
    if (mayFollow(bytes[at + 1])) yield at + 1;
  }
  for (const mark of otherMarks) {
    for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + 1)) yield at + mark.length;
  }
}

/** White space, a quote, a bracket, the end, or something that is no ASCII: not the middle of an address. */
function mayFollow(byte: number | undefined): boolean {
  return (
    byte === undefined || byte <= 0x20 || byte >= 0x80 || byte === 0x22 || byte === 0x27 || byte === 0x29
  );
}
