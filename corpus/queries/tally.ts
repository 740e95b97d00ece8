import { dirname } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import { exists } from '../../src/core/files.js';
import type { WildQuery } from '../../src/core/schemas/wild-query.js';
import { hashOf } from '../duplicates/shingles.js';
import type { GrowingFile } from './growing-file.js';

const examplesEach = 5;

export interface Tallied {
  /** By reason. */
  readonly rejected: Record<string, number>;
  readonly examples: Record<string, string[]>;
}

/** A text that is not kept, and where it stood. */
export interface Rejected {
  readonly text: string;
  readonly location: string;
  readonly line?: number | undefined;
}

export function rejectedQuery({ text, source }: WildQuery): Rejected {
  return { text, location: source.location, line: source.line };
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

  /**
   * @param rejected is asked for only where it is kept
   * @returns undefined where nothing is to be waited for
   */
  add(reason: string, rejected: () => Rejected): Promise<void> | undefined {
    const count = (this.tallied.rejected[reason] ?? 0) + 1;
    this.tallied.rejected[reason] = count;
    // What was taken out for good is not put down anew anywhere.
    const isGone = reason === 'removed';
    if (!isGone) this.#keepExample(reason, rejected, count);
    if (!this.file) return undefined;
    const { text, line, location } = rejected();
    const shown = isGone ? '' : this.shown(text);
    const record = { reason, text: shown, location, ...(line === undefined ? {} : { line }) };
    return this.file.append(Buffer.from(`${JSON.stringify(record)}\n`));
  }

  /** Reservoir sampling (Vitter's algorithm R): every rejection is as likely to be shown. */
  #keepExample(reason: string, rejected: () => Rejected, count: number): void {
    const examples = this.tallied.examples[reason] ?? [];
    this.tallied.examples[reason] = examples;
    // A number that depends on the count alone: an interrupted session goes on as if it had not been.
    const place = examples.length < examplesEach ? examples.length : numberBelow(count, reason);
    if (place < examplesEach) examples[place] = this.shown(rejected().text);
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

/** A whole number from 0 below the count, as good as random. */
function numberBelow(count: number, label: string): number {
  return Math.floor(((hashOf(`${label} ${count}`) >>> 0) / 2 ** 32) * count);
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
