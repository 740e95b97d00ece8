import type { NumberedLine } from './text-lines.js';

/**
 * Splits a JSON document into the texts of its records while it streams in: the elements of a list, or the values
 * that stand one after another. Nothing is parsed here; memory is bounded by the longest record.
 *
 * @returns each record's text and the line it begins on; one that the end cuts off comes last, as it is
 */
export async function* jsonValues(batches: AsyncIterable<NumberedLine[]>): AsyncGenerator<NumberedLine[]> {
  const splitter = new ValueSplitter();
  for await (const batch of batches) {
    const values: NumberedLine[] = [];
    for (const line of batch) splitter.push(line, values);
    yield values;
  }
  const cutOff = splitter.rest();
  if (cutOff) yield [cutOff];
}

const structure = /["\\{}[\]]/g;

class ValueSplitter {
  /** Depth at which records begin: 1 inside an outer list, else 0; undefined before the first character. */
  #base: number | undefined;
  #depth = 0;
  #inString = false;
  #parts: string[] = [];
  #startLine = 0;

  push({ line, text }: NumberedLine, values: NumberedLine[]): void {
    if (this.#base === undefined) {
      if (text.trim() === '') return;
      this.#base = text.trimStart().startsWith('[') ? 1 : 0;
    }
    // Where in this line the open record goes on, or -1 where none is open.
    let from = this.#parts.length > 0 ? 0 : -1;
    structure.lastIndex = 0;
    for (let match = structure.exec(text); match; match = structure.exec(text)) {
      const at = match.index;
      const character = text[at];
      if (this.#inString) {
        if (character === '\\') structure.lastIndex = at + 2;
        else if (character === '"') {
          this.#inString = false;
          if (this.#depth === this.#base) from = this.#close(text, from, at, values);
        }
      } else if (character === '"' || character === '{' || character === '[') {
        if (this.#depth === this.#base) {
          from = at;
          this.#startLine = line;
        }
        if (character === '"') this.#inString = true;
        else this.#depth += 1;
      } else if (character !== '\\') {
        this.#depth -= 1;
        if (this.#depth === this.#base) from = this.#close(text, from, at, values);
      }
    }
    if (from >= 0) this.#parts.push(text.slice(from));
  }

  #close(text: string, from: number, at: number, values: NumberedLine[]): -1 {
    if (from >= 0) {
      values.push({ line: this.#startLine, text: [...this.#parts, text.slice(from, at + 1)].join('\n') });
    }
    this.#parts = [];
    return -1;
  }

  rest(): NumberedLine | undefined {
    return this.#parts.length > 0 ? { line: this.#startLine, text: this.#parts.join('\n') } : undefined;
  }
}
