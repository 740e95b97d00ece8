import { dirname } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import { exists } from '../../src/core/files.js';
import { JsonLinesWriter } from '../../src/core/json-lines.js';
import { randomInteger, seededRandom } from '../../src/core/random.js';
import type { FoundQuery } from '../sources/source.js';

const examplesEach = 5;

/** Counts rejections by reason, keeps examples of each, and writes all of them where that is wanted. */
export class Tally {
  readonly #counts = new Map<string, number>();
  readonly #examples = new Map<string, string[]>();
  readonly #random = seededRandom(0, 'examples of rejections');

  private constructor(private readonly writer: JsonLinesWriter | undefined) {}

  /**
   * @param rejectedFile where every rejected text goes, as JSON Lines; nowhere where undefined
   * @throws MixevalError `usage` where a file is there already (it may be the user's own, such as the source), or its
   *   folder is not
   */
  static async open(rejectedFile: string | undefined): Promise<Tally> {
    if (rejectedFile === undefined) return new Tally(undefined);
    if (await exists(rejectedFile)) {
      throw new MixevalError('usage', `${rejectedFile} is there already, and is not written over.`, {
        next: 'Name a new file for the rejected texts, or remove that one.',
      });
    }
    const folder = dirname(rejectedFile);
    if (!(await exists(folder))) {
      throw new MixevalError('usage', `There is no folder ${folder} for the rejected texts.`, {
        next: 'Make it, or name a file in a folder that is there.',
      });
    }
    return new Tally(await JsonLinesWriter.open(rejectedFile));
  }

  /** Waits only where texts are written. */
  add(reason: string, found: FoundQuery, location: string): Promise<void> | undefined {
    const count = (this.#counts.get(reason) ?? 0) + 1;
    this.#counts.set(reason, count);
    this.#keepExample(reason, found.text, count);
    const { text, line } = found;
    return this.writer?.write({ reason, text, location, ...(line === undefined ? {} : { line }) });
  }

  /** Reservoir sampling (Vitter's algorithm R): every rejection is as likely to be shown. */
  #keepExample(reason: string, text: string, count: number): void {
    const examples = this.#examples.get(reason) ?? [];
    this.#examples.set(reason, examples);
    if (examples.length < examplesEach) {
      examples.push(text);
      return;
    }
    const place = randomInteger(this.#random, count);
    if (place < examplesEach) examples[place] = text;
  }

  /** Rejections by reason, the commonest first. */
  get rejected(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort((a, b) => b[1] - a[1]));
  }

  /** Up to five examples of every reason. */
  get examples(): Record<string, readonly string[]> {
    return Object.fromEntries(this.#examples);
  }

  async close(): Promise<void> {
    await this.writer?.close();
  }

  async abandon(): Promise<void> {
    await this.writer?.abandon();
  }
}
