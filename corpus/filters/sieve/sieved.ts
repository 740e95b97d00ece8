/** Patterns of many alternatives, of which only those are tried that a text can match. */

import { RegExpParser } from '@eslint-community/regexpp';
import { addTo } from '../../../src/core/groups.js';
import { requiredLiterals, shortestLiteral } from './required-literals.js';

/** What of a pattern is asked here. */
export interface TextTest {
  test(text: string): boolean;
}

/** Classes of characters: letters one each, then the blank, digits, the rest of ASCII, everything else and the end. */
const classBits = 5;
const classes = 30;
const otherClass = classes - 1;
const classOf = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase();
  if (letter >= 'a' && letter <= 'z') return letter.charCodeAt(0) - 0x61;
  if (letter === ' ') return 26;
  return letter >= '0' && letter <= '9' ? 27 : 28;
});

/** Classes that are looked up together: one more than the shortest literal, behind which anything may stand. */
const gramLength = shortestLiteral + 1;
const gramMask = (1 << (gramLength * classBits)) - 1;

/** A literal, and how far behind its beginning the gram ends under which it is found. */
interface Needle {
  readonly literal: string;
  readonly gramEnd: number;
  /** The alternative that needs it, by number. */
  readonly alternative: number;
}

/**
 * The same tests as the patterns', for less: a text is gone through once for the literals that their alternatives need,
 * and only those alternatives are tried of which it holds one. Best asked of one text after the other. A pattern is read when
 * it is first asked of a text: that takes a while.
 *
 * @param patterns with the flag `i`, alone or with `s`, and without references to groups
 */
export function sieved<K extends string>(patterns: Readonly<Record<K, RegExp>>): Record<K, TextTest> {
  const index = new LiteralIndex();
  const tests = Object.entries<RegExp>(patterns).map(([name, pattern]) => [name, sievedBy(index, pattern)]);
  return Object.fromEntries(tests);
}

function sievedBy(index: LiteralIndex, pattern: RegExp): TextTest {
  if (!/^is?$/.test(pattern.flags)) {
    throw new TypeError(`A sieved pattern has the flag i, not "${pattern.flags}".`);
  }
  let test: TextTest['test'] | undefined;
  return {
    test(text) {
      test ??= readInto(index, pattern);
      return test(text);
    },
  };
}

/** Puts what a pattern's alternatives need into the index, and gives its test. */
function readInto(index: LiteralIndex, { source, flags }: RegExp): TextTest['test'] {
  const unsieved: string[] = [];
  const byNumber = new Map<number, RegExp>();
  for (const alternative of new RegExpParser().parsePattern(source).alternatives) {
    const literals = requiredLiterals(alternative);
    if (literals) byNumber.set(index.add(literals), new RegExp(alternative.raw, flags));
    else unsieved.push(alternative.raw);
  }
  const always = unsieved.length === 0 ? undefined : new RegExp(unsieved.join('|'), flags);
  return (text) => {
    for (const number of index.found(text)) if (byNumber.get(number)?.test(text)) return true;
    return always?.test(text) ?? false;
  };
}

/** Literals of many alternatives, all found in one go. */
class LiteralIndex {
  #alternatives = 0;
  /** A bit for each gram under which there are needles. */
  readonly #held = new Uint32Array((gramMask + 1) / 32);
  readonly #needles = new Map<number, Needle[]>();
  #last: { readonly text: string; readonly found: readonly number[] } | undefined;

  /** Takes the literals of a further alternative; gives its number. */
  add(literals: readonly string[]): number {
    const alternative = this.#alternatives;
    this.#alternatives += 1;
    this.#last = undefined;
    for (const literal of literals) {
      const { grams, gramEnd } = rarestGrams(literal);
      for (const gram of grams) {
        this.#held[gram >>> 5] = (this.#held[gram >>> 5] ?? 0) | (1 << (gram & 31));
        addTo(this.#needles, gram, { literal, gramEnd, alternative });
      }
    }
    return alternative;
  }

  /** The numbers of the alternatives of which a text holds a literal; of the text that was asked of last, at once. */
  found(text: string): readonly number[] {
    if (this.#last?.text !== text) this.#last = { text, found: this.#find(text) };
    return this.#last.found;
  }

  #find(text: string): readonly number[] {
    const held = this.#held;
    const found: number[] = [];
    let lower: string | undefined;
    let gram = gramMask;
    for (let at = 0; at <= text.length; at += 1) {
      const code = at < text.length ? text.charCodeAt(at) : 0x80;
      gram = ((gram << classBits) | (code < 0x80 ? (classOf[code] ?? otherClass) : otherClass)) & gramMask;
      if ((((held[gram >>> 5] ?? 0) >>> (gram & 31)) & 1) === 0) continue;
      lower ??= lowered(text);
      for (const { literal, gramEnd, alternative } of this.#needles.get(gram) ?? []) {
        if (lower.startsWith(literal, at - gramEnd) && !found.includes(alternative)) found.push(alternative);
      }
    }
    return found;
  }
}

/** In lower case, every character in its place. */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Letters by how often they stand in English text. */
const commonest = ' etaoinsrhldcumfpgwybvkxjqz';

/** Where of a literal those characters end that stand together most rarely, and the grams that they can be in. */
function rarestGrams(literal: string): { readonly grams: readonly number[]; readonly gramEnd: number } {
  const isShort = literal.length < gramLength;
  let gramEnd = isShort ? shortestLiteral : gramLength - 1;
  for (let end = gramEnd + 1, rarest = rarity(literal, gramEnd); end < literal.length; end += 1) {
    if (rarity(literal, end) <= rarest) continue;
    rarest = rarity(literal, end);
    gramEnd = end;
  }
  const known = [...literal.slice(Math.max(0, gramEnd - gramLength + 1), gramEnd + 1)];
  const gram = known.reduce((sum, letter) => (sum << classBits) | classAt(letter), 0);
  if (!isShort) return { grams: [gram], gramEnd };
  return { grams: Array.from({ length: classes }, (_, next) => (gram << classBits) | next), gramEnd };
}

function classAt(letter: string): number {
  return classOf[letter.charCodeAt(0)] ?? otherClass;
}

function rarity(literal: string, end: number): number {
  let sum = 0;
  for (let at = end - gramLength + 1; at <= end; at += 1) {
    const rank = commonest.indexOf(literal[at] ?? ' ');
    sum += rank === -1 ? commonest.length : rank;
  }
  return sum;
}
