/** A mining session on disk, as far as it has come: interrupted at any moment, the same command goes on from there. */

import { copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MixevalError, systemCode } from '../../src/core/errors.js';
import { exists, readJson, temporaryName, writeJson } from '../../src/core/files.js';
import { sha256File } from '../../src/core/hash.js';
import { GrowingFile } from './growing-file.js';
import { inputSchema, type MinedInput } from './manifest.js';

const stateSchema = z.object({
  /** What the session is of: sources, options, and the corpus as it was. */
  key: z.string(),
  /** Inputs that were read to their end. */
  inputs: z.array(inputSchema),
  /** The one that is being read, with the texts taken in of it so far. */
  open: inputSchema.nullable(),
  read: z.number(),
  passed: z.number(),
  rejected: z.record(z.string(), z.number()),
  examples: z.record(z.string(), z.array(z.string())),
  seconds: z.record(z.string(), z.number()),
  /** Lengths of the files beside it that belong to this state; what stands behind was not finished. */
  stagedBytes: z.number(),
  rejectedBytes: z.number(),
});

type SessionState = z.infer<typeof stateSchema>;

const stateFile = (folder: string): string => join(folder, 'session.json');
/** Queries that passed the filters, as lines. */
export const stagedFile = (folder: string): string => join(folder, 'staged.jsonl');
const rejectedFile = (folder: string): string => join(folder, 'rejected.jsonl');

export interface SessionOptions {
  /** Lies there until the session is finished. */
  readonly folder: string;
  /** Two sessions of the same key are one that was interrupted. */
  readonly key: string;
}

/** Texts after which a session is saved: what a kill costs at most, beside the pieces that are under way. */
const savedEvery = 5_000;

/** What a session has taken in. Its files grow with every piece; its state says how much of them counts. */
export class Session {
  #savedAt: number;

  private constructor(
    private readonly folder: string,
    private readonly state: SessionState,
    /** Queries that passed the filters, as lines. */
    readonly staged: GrowingFile,
    /** Texts that were rejected, as lines. */
    readonly rejected: GrowingFile,
    /** Whether a session that was interrupted goes on in it. */
    readonly goesOn: boolean,
  ) {
    this.#savedAt = state.read;
  }

  /** Opens the session of this key that was interrupted, or a new one. */
  static async open({ folder, key }: SessionOptions): Promise<Session> {
    const unfinished = await savedState(folder);
    const state = unfinished?.key === key ? unfinished : newState(key);
    // The state of another session first: it must not be found beside files that are not its own any more.
    if (state !== unfinished) await rm(stateFile(folder), { force: true });
    const staged = await GrowingFile.open(stagedFile(folder), state.stagedBytes);
    const rejected = await GrowingFile.open(rejectedFile(folder), state.rejectedBytes);
    return new Session(folder, state, staged, rejected, state === unfinished);
  }

  get inputs(): readonly MinedInput[] {
    return this.state.inputs;
  }

  /** The input in which the session was interrupted, as far as it was read. */
  get open(): MinedInput | null {
    return this.state.open;
  }

  get read(): number {
    return this.state.read;
  }

  get passed(): number {
    return this.state.passed;
  }

  /** Of every stage, added up over interruptions. */
  get seconds(): Record<string, number> {
    return this.state.seconds;
  }

  /** Rejections by reason, and examples of each; changed by who counts them. */
  get tallied(): Pick<SessionState, 'rejected' | 'examples'> {
    return this.state;
  }

  /** Texts of the open input were taken in. */
  async took(open: MinedInput, texts: number, passed: number): Promise<void> {
    this.state.open = open;
    this.state.read += texts;
    this.state.passed += passed;
    if (this.state.read - this.#savedAt >= savedEvery) await this.save();
  }

  /** An input was read to its end, or as far as it goes. */
  finished(input: MinedInput): void {
    this.state.inputs.push(input);
    this.state.open = null;
  }

  /** Saves all that was taken in. */
  async save(): Promise<void> {
    await this.staged.sync();
    await this.rejected.sync();
    this.state.stagedBytes = this.staged.bytes;
    this.state.rejectedBytes = this.rejected.bytes;
    await writeJson(stateFile(this.folder), this.state);
    this.#savedAt = this.state.read;
  }

  /**
   * Puts the rejected texts where the user wants them: whole or not at all.
   *
   * @throws MixevalError `disk` where they cannot be written there: the session can go on
   */
  async deliverRejected(file: string): Promise<void> {
    await this.rejected.flush();
    const temporary = temporaryName(file);
    try {
      await copyFile(this.rejected.path, temporary);
      const handle = await open(temporary, 'r+');
      await handle.sync().finally(() => handle.close());
      await rename(temporary, file);
    } catch (error) {
      await rm(temporary, { force: true });
      throw new MixevalError(
        'disk',
        `The rejected texts could not be written to ${file} (${String(systemCode(error))}).`,
        {
          cause: error,
          next: 'See that there is a place for them, with room enough, and run the same command again: it goes on where it stopped.',
        },
      );
    }
  }

  async close(): Promise<void> {
    await this.staged.close();
    await this.rejected.close();
  }
}

function newState(key: string): SessionState {
  const counts = { read: 0, passed: 0, rejected: {}, examples: {}, seconds: {} };
  return { key, inputs: [], open: null, ...counts, stagedBytes: 0, rejectedBytes: 0 };
}

async function savedState(folder: string): Promise<SessionState | undefined> {
  return (await exists(stateFile(folder))) ? readJson(stateFile(folder), stateSchema) : undefined;
}

/** Whether an unfinished session lies in a folder. */
export async function isUnfinished(folder: string): Promise<boolean> {
  return exists(stateFile(folder));
}

/** Whether a file is the list of rejected texts of the session in a folder, which was ended between it and the corpus. */
export async function isListOf(folder: string, file: string): Promise<boolean> {
  const list = rejectedFile(folder);
  if (!(await isUnfinished(folder)) || !(await exists(list)) || !(await exists(file))) return false;
  if (!(await stat(file)).isFile()) return false;
  return (await sha256File(file)) === (await sha256File(list));
}
