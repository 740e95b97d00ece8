import { dirname } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import { exists } from '../../src/core/files.js';
import { permanentRandom } from '../../src/core/random.js';
import type { FoundQuery } from '../sources/source.js';
import type { GrowingFile } from './growing-file.js';

const examplesEach = 5;

export interface Tallied {
  /** By reason. */
  readonly rejected: Record<string, number>;
  readonly examples: Record<string, string[]>;
}

/** Counts rejections by reason, keeps examples of each, and writes all of them where that is wanted. */
export class Tally {
  /**
   * @param tallied what was counted before; goes on being counted in place
   * @param file where every rejected text goes, as JSON Lines; nowhere where undefined
   */
  constructor(
    private readonly tallied: Tallied,
    private readonly file: GrowingFile | undefined,
    /** What becomes of a text before it is shown or written. */
    private readonly shown: (text: string) => string,
  ) {}

  /** Waits only where texts are written. */
  add(reason: string, found: FoundQuery, location: string): Promise<void> | undefined {
    const count = (this.tallied.rejected[reason] ?? 0) + 1;
    this.tallied.rejected[reason] = count;
    // What was taken out for good is not put down anew anywhere.
    const isGone = reason === 'removed';
    if (!isGone) this.#keepExample(reason, found.text, count);
    if (!this.file) return undefined;
    const { line } = found;
    const text = isGone ? '' : this.shown(found.text);
    const record = { reason, text, location, ...(line === undefined ? {} : { line }) };
    return this.file.append(Buffer.from(`${JSON.stringify(record)}\n`));
  }

  /** Reservoir sampling (Vitter's algorithm R): every rejection is as likely to be shown. */
  #keepExample(reason: string, text: string, count: number): void {
    const examples = this.tallied.examples[reason] ?? [];
    this.tallied.examples[reason] = examples;
    if (examples.length < examplesEach) {
      examples.push(this.shown(text));
      return;
    }
    // A number that depends on the count alone: an interrupted session goes on as if it had not been.
    const place = Math.floor(permanentRandom(`${reason} ${count}`, 0) * count);
    if (place < examplesEach) examples[place] = this.shown(text);
  }

  /** Rejections by reason, the commonest first. */
  get rejected(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.tallied.rejected).sort((a, b) => b[1] - a[1]));
  }

  /** Up to five examples of every reason. */
  get examples(): Record<string, readonly string[]> {
    return this.tallied.examples;
  }
}

/**
 * @throws MixevalError `usage` where a file is there already (it may be the user's own, such as the source), or its
 *   folder is not
 */
export async function checkRejectedFile(file: string): Promise<void> {
  if (await exists(file)) {
    throw new MixevalError('usage', `${file} is there already, and is not written over.`, {
      next: 'Name a new file for the rejected texts, or remove that one.',
    });
  }
  const folder = dirname(file);
  if (await exists(folder)) return;
  throw new MixevalError('usage', `There is no folder ${folder} for the rejected texts.`, {
    next: 'Make it, or name a file in a folder that is there.',
  });
}
