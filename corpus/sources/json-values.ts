import type { NumberedLine } from './text-lines.js';

/** Characters up to which a record is held in memory. */
const longestRecord = 64 << 20;

/**
 * Splits a JSON document into the texts of its records while it streams in: the elements of a list, or the values
 * that stand one after another. Nothing is parsed here; memory is bounded by the longest record, also where the whole
 * document is one line.
 *
 * @param pieces the document's text, cut anywhere
 * @param onCutOff told where the text ends behind a whole record and before the end of its list
 * @returns each record's text and the line it begins on; one that the end cuts off comes last, as it is, and one that
 *   is too long to be held comes as its beginning
 */
export async function* jsonValues(
  pieces: AsyncIterable<string>,
  onCutOff: () => void,
): AsyncGenerator<NumberedLine[]> {
  const splitter = new ValueSplitter();
  for await (const piece of pieces) {
    const values: NumberedLine[] = [];
    splitter.push(piece, values);
    yield values;
  }
  const cutOff = splitter.rest();
  if (cutOff) yield [cutOff];
  else if (splitter.isInList) onCutOff();
}

const structure = /["\\{}[\]\n]/g;

class ValueSplitter {
  /** Depth at which records begin: 1 inside an outer list, else 0; undefined before the first character. */
  #base: number | undefined;
  #depth = 0;
  #inString = false;
  /** The piece before ended with the backslash of an escape. */
  #escaping = false;
  #line = 1;
  #parts: string[] = [];
  #length = 0;
  #startLine = 0;
  #isOpen = false;

  push(text: string, values: NumberedLine[]): void {
    if (this.#base === undefined && text.trim() !== '') {
      this.#base = /^[\s\ufeff]*\[/.test(text) ? 1 : 0;
    }
    // Where in this piece the open record goes on.
    let from = 0;
    structure.lastIndex = this.#escaping ? 1 : 0;
    this.#escaping = false;
    for (let match = structure.exec(text); match; match = structure.exec(text)) {
      const at = match.index;
      const character = text[at];
      if (character === '\n') this.#line += 1;
      else if (this.#inString) {
        if (character === '\\') {
          structure.lastIndex = at + 2;
          this.#escaping = at + 1 === text.length;
        } else if (character === '"') {
          this.#inString = false;
          if (this.#depth === this.#base) this.#close(text.slice(from, at + 1), values);
        }
      } else if (character === '"' || character === '{' || character === '[') {
        if (this.#depth === this.#base) {
          from = at;
          this.#isOpen = true;
          this.#startLine = this.#line;
        }
        if (character === '"') this.#inString = true;
        else this.#depth += 1;
      } else if (character !== '\\') {
        this.#depth -= 1;
        if (this.#depth === this.#base) this.#close(text.slice(from, at + 1), values);
      }
    }
    if (this.#isOpen) this.#keep(text.slice(from));
  }

  #keep(part: string): void {
    if (this.#length > longestRecord) return;
    this.#parts.push(part);
    this.#length += part.length;
  }

  #close(part: string, values: NumberedLine[]): void {
    if (!this.#isOpen) return;
    this.#keep(part);
    values.push({ line: this.#startLine, text: this.#parts.join('') });
    this.#isOpen = false;
    this.#parts = [];
    this.#length = 0;
  }

  /** Whether a list has begun and not ended. */
  get isInList(): boolean {
    return this.#base === 1 && this.#depth > 0;
  }

  rest(): NumberedLine | undefined {
    return this.#isOpen ? { line: this.#startLine, text: this.#parts.join('') } : undefined;
  }
}
