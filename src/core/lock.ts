/** A lock for one process at a time; that of a dead process is taken over. */

import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { MixevalError, systemCode } from './errors.js';
import { makeFolder, temporaryName } from './files.js';

const holderSchema = z.object({
  pid: z.number().int().positive(),
  bootId: z.string(),
  /** When the process began, in the system's own count; null where the system does not say. */
  began: z.string().nullable().default(null),
  host: z.string(),
  since: z.string(),
  purpose: z.string(),
});

type LockHolder = z.infer<typeof holderSchema>;

/** What a process holds until it is released. */
export interface Lock {
  release(): Promise<void>;
}

/** Tells one start of this machine from the next, where the system says it; a process id alone comes round again. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'unknown';
  }
}

/**
 * What Linux says of a process: its state, and when it began in ticks since the machine's start (proc(5), /proc/pid/stat,
 * fields 3 and 22). Undefined where there is no such process or no such file.
 */
function processStat(pid: number): { readonly state: string; readonly began: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the program's name, may itself hold blanks and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', began: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

/** A process that was ended but that nobody has asked after yet keeps its id: a zombie does nothing any more. */
const ended: ReadonlySet<string> = new Set(['Z', 'X']);

function isAlive(holder: LockHolder): boolean {
  // A lock on a shared disk may be held by another machine, whose processes cannot be seen from here.
  if (holder.host !== hostname()) return true;
  if (holder.bootId !== bootId()) return false;
  const stat = processStat(holder.pid);
  if (stat && (ended.has(stat.state) || (holder.began !== null && holder.began !== stat.began))) return false;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** The lock's text, or undefined where there is none. */
async function readLock(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function liveHolder(text: string): LockHolder | undefined {
  try {
    const holder = holderSchema.safeParse(JSON.parse(text));
    return holder.success && isAlive(holder.data) ? holder.data : undefined;
  } catch {
    // Not JSON: nobody that is alive wrote this, since a lock appears with its whole text.
    return undefined;
  }
}

/** Makes the file with its text in one step; false where it is there already. */
async function createWhole(file: string, text: string): Promise<boolean> {
  const temporary = temporaryName(file);
  await writeFile(temporary, text, { flag: 'wx' });
  try {
    await link(temporary, file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Moves a dead lock out of the way, and puts it back if another process took it over in the meantime. */
async function removeDead(file: string, text: string): Promise<void> {
  const aside = temporaryName(file);
  try {
    await rename(file, aside);
    if ((await readLock(aside)) !== text) await link(aside, file);
  } catch (error) {
    const code = systemCode(error);
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/**
 * Takes the lock at `file` for this process. A lock whose holder is dead is taken over: also where another process has its
 * id by now, where it is a zombie, and where the machine was started anew.
 *
 * @param purpose what it is held for, shown to whoever comes second
 * @throws MixevalError `locked`, naming the holder's process id, machine and time
 */
export async function takeLock(file: string, purpose: string): Promise<Lock> {
  await makeFolder(dirname(file));
  const me: LockHolder = {
    pid: process.pid,
    bootId: bootId(),
    began: processStat(process.pid)?.began ?? null,
    host: hostname(),
    since: new Date().toISOString(),
    purpose,
  };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await createWhole(file, JSON.stringify(me))) return { release: () => rm(file, { force: true }) };
    const text = await readLock(file);
    if (text === undefined) continue;
    const holder = liveHolder(text);
    if (holder) {
      throw new MixevalError(
        'locked',
        `Process ${holder.pid} on ${holder.host} has been at this since ${holder.since} (${holder.purpose}).`,
        {
          next: 'Wait for it to end, or stop it; then run the same command again.',
          details: { holder, file },
        },
      );
    }
    await removeDead(file, text);
  }
  throw new MixevalError('locked', `The lock ${file} changes hands faster than it can be taken.`, {
    next: 'Run the same command again.',
  });
}
