/**
 * A language model of words: interpolated n-grams with Witten and Bell's smoothing (1991). Small, but a real one: it is
 * trained on text, its probabilities sum to 1, and what it has read often enough it can say again.
 */

/** What followed a run of words, and the runs that are one word longer, by the word before. */
interface Context {
  total: number;
  readonly next: Map<number, number>;
  readonly longer: Map<number, Context>;
  /** The words that followed most often; found when first asked for after training. */
  common: readonly number[] | undefined;
}

const order = 10;
/** Of words that were never read there are so many: they share what is left of the probability. */
const vocabulary = 50_000;

/** Words, numbers, marks and line ends, each with the space before it. */
export function tokensIn(text: string): string[] {
  return text.match(/ ?\p{L}+| ?\p{N}+|\n| ?[^\s\p{L}\p{N}]/gu) ?? [];
}

function emptyContext(): Context {
  return { total: 0, next: new Map(), longer: new Map(), common: undefined };
}

const mostCommon = 20;

function commonIn(context: Context): readonly number[] {
  context.common ??= [...context.next]
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostCommon)
    .map(([word]) => word);
  return context.common;
}

/** An n-gram model: trained text by text. */
export class Ngram {
  readonly #root = emptyContext();
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [];

  /** A text as numbers of words; words never read before get new ones. */
  read(text: string): number[] {
    return tokensIn(text).map((word) => {
      const known = this.#numbers.get(word);
      if (known !== undefined) return known;
      this.#numbers.set(word, this.#words.length);
      return this.#words.push(word) - 1;
    });
  }

  word(number: number): string {
    return this.#words[number] ?? '';
  }

  /** Reads a text, and counts it so often. */
  train(text: string, times = 1): void {
    const numbers = this.read(text);
    numbers.forEach((number, place) => {
      let context = this.#root;
      for (let back = 1; ; back += 1) {
        context.total += times;
        context.common = undefined;
        context.next.set(number, (context.next.get(number) ?? 0) + times);
        const before = numbers[place - back];
        if (back === order || before === undefined) break;
        const longer = context.longer.get(before) ?? emptyContext();
        context.longer.set(before, longer);
        context = longer;
      }
    });
  }

  /** The contexts of a place that were read, the shortest first. */
  contextsAt(numbers: readonly number[], place: number): Context[] {
    const found = [this.#root];
    let context: Context | undefined = this.#root;
    for (let back = 1; back < order && context; back += 1) {
      context = context.longer.get(numbers[place - back] ?? -1);
      if (context) found.push(context);
    }
    return found;
  }

  /** A word's probability in contexts: above 0 for every word, read or not. */
  probability(contexts: readonly Context[], word: number): number {
    return contexts.reduce(
      (value, { total, next }) => ((next.get(word) ?? 0) + next.size * value) / (total + next.size),
      1 / vocabulary,
    );
  }

  /** The likeliest words in contexts with their probabilities, falling. */
  likeliest(contexts: readonly Context[], count: number): { word: number; probability: number }[] {
    const found = new Set<number>();
    for (let length = contexts.length - 1; length >= 0 && found.size < count; length -= 1) {
      const context = contexts[length];
      if (context) for (const word of commonIn(context).slice(0, count)) found.add(word);
    }
    return [...found]
      .map((word) => ({ word, probability: this.probability(contexts, word) }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, count);
  }

  /** Goes on with a text, the likeliest word each time, to a blank line or so many words. */
  continue(text: string, words: number): string {
    const numbers = this.read(text).slice(-order);
    let said = '';
    for (let count = 0; count < words && !said.endsWith('\n\n'); count += 1) {
      const [best] = this.likeliest(this.contextsAt(numbers, numbers.length), 1);
      if (!best) break;
      numbers.push(best.word);
      said += this.word(best.word);
    }
    return said;
  }
}
