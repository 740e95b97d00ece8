/** What a model has said of texts, kept on disk: no text is asked about twice. */

import { hash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { listFolder, writeFileAtomic } from '../../../src/core/files.js';
import { canonicalJson, sha256 } from '../../../src/core/hash.js';
import { Journal, journalLine, readJournal } from '../../../src/core/journal.js';
import { type Lock, takeLock } from '../../../src/core/lock.js';
import type { Workspace } from '../../../src/core/workspace.js';
import type { DetectorModel } from './detector-model.js';
import { wording } from './question.js';

/** `undecided`: no reply of it could be read. */
export const verdictSchema = z.enum(['query', 'other', 'undecided']);
export type KeptVerdict = z.infer<typeof verdictSchema>;

/** A text stands there as a hash alone. */
const recordSchema = z.object({ text: z.string(), verdict: verdictSchema });

const folderOf = ({ cache }: Workspace): string => join(cache, 'verdicts');

/** Verdicts of one model on one server, asked with the same parameters and by our wording of the question. */
export interface Verdicts {
  get(text: string): KeptVerdict | undefined;
  /** Resolves once it is written. */
  set(text: string, verdict: KeptVerdict): Promise<void>;
  /** @param isDone whether the session is; what it asked a model that may be another one next time is not kept then */
  close(isDone: boolean): Promise<void>;
}

/** @throws MixevalError `locked` while another process asks the same model */
export async function openVerdicts(
  workspace: Workspace,
  { name, origin, parameters, reusable }: Pick<DetectorModel, 'name' | 'origin' | 'parameters' | 'reusable'>,
): Promise<Verdicts> {
  const file = join(
    folderOf(workspace),
    `${sha256(canonicalJson([origin, name, parameters, wording])).slice(0, 16)}.jsonl`,
  );
  const lock = await lockOf(file, `mine by ${name}`);
  try {
    const known = new Map<string, KeptVerdict>();
    const journal = await Journal.open(file);
    for await (const { text, verdict } of readJournal(file, recordSchema)) known.set(text, verdict);
    return {
      get: (text) => known.get(keyOf(text)),
      async set(text, verdict) {
        const key = keyOf(text);
        await journal.append({ text: key, verdict });
        known.set(key, verdict);
      },
      async close(isDone) {
        try {
          await journal.close();
          if (isDone && !reusable) await rm(file, { force: true });
        } finally {
          await lock.release();
        }
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function keyOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}

function lockOf(file: string, purpose: string): Promise<Lock> {
  return takeLock(`${file}.lock`, purpose);
}

/**
 * Takes what models have said of texts off the disk, for good.
 *
 * @throws MixevalError `locked` while another process asks a model
 */
export async function removeVerdicts(workspace: Workspace, texts: readonly string[]): Promise<void> {
  const gone = new Set(texts.map(keyOf));
  const folder = folderOf(workspace);
  for (const name of (await listFolder(folder)).filter((file) => file.endsWith('.jsonl'))) {
    const file = join(folder, name);
    const lock = await lockOf(file, 'remove queries');
    try {
      const left: string[] = [];
      for await (const record of readJournal(file, recordSchema)) {
        if (!gone.has(record.text)) left.push(journalLine(record));
      }
      await writeFileAtomic(file, left.join(''));
    } finally {
      await lock.release();
    }
  }
}
