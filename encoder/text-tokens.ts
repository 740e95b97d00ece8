/** A tokenizer for many texts at once. */

import { Tokenizer } from '@huggingface/tokenizers';

/** Texts as token ids: those of text i stand after those of the texts before it, `lengths[i]` of them. */
export interface TextTokens {
  readonly ids: Int32Array<ArrayBuffer>;
  readonly lengths: Int32Array<ArrayBuffer>;
}

/** What tokenizer.json and tokenizer_config.json hold: read and judged by the tokenizers library. */
interface TokenizerFiles {
  readonly tokenizer: object;
  readonly config: object;
}

/** More tokens than a cut can spoil: one word has at most 100 characters, or it is unknown as a whole. */
const margin = 128;

/** A tokenizer that reads at most `maxTokens` of a text and pads nothing. */
export class TextTokenizer {
  readonly #tokenizer: Tokenizer;
  readonly #maxTokens: number;
  readonly #before: readonly number[];
  readonly #after: readonly number[];

  /** @param maxTokens special tokens included */
  constructor(files: TokenizerFiles, maxTokens: number) {
    this.#tokenizer = new Tokenizer(files.tokenizer, files.config);
    this.#maxTokens = maxTokens;
    // The library cuts after it has added the special tokens, and so loses the last one. The models were trained
    // with it, so we cut first and add it then; which tokens go before and after is read off a sample.
    const bare = this.#bareIds('a');
    const whole: readonly number[] = this.#tokenizer.encode('a').ids;
    const start = whole.findIndex((_, at) => bare.every((id, offset) => whole[at + offset] === id));
    this.#before = whole.slice(0, start);
    this.#after = whole.slice(start + bare.length);
  }

  #bareIds(text: string): number[] {
    return this.#tokenizer.encode(text, { add_special_tokens: false }).ids;
  }

  /**
   * The ids of one text. Of a long text only a beginning is tokenised. What lies behind a cut can change the
   * tokens near it, so a beginning counts for the whole only where it gives `margin` tokens more than are read; one that
   * gives fewer (blanks, unknown signs) is taken four times as long.
   */
  ids(text: string): number[] {
    const room = this.#maxTokens - this.#before.length - this.#after.length;
    for (let characters = 16 * this.#maxTokens; ; characters *= 4) {
      const bare = this.#bareIds(text.slice(0, characters));
      if (characters >= text.length || bare.length >= room + margin) {
        return [...this.#before, ...bare.slice(0, room), ...this.#after];
      }
    }
  }

  tokens(texts: readonly string[]): TextTokens {
    const all = texts.map((text) => this.ids(text));
    return { ids: Int32Array.from(all.flat()), lengths: Int32Array.from(all, (ids) => ids.length) };
  }
}
