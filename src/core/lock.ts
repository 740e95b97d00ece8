import { readFileSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { MixevalError, systemCode } from './errors.js';
import { makeFolder } from './files.js';

const holderSchema = z.object({
  pid: z.number().int().positive(),
  bootId: z.string(),
  host: z.string(),
  since: z.string(),
  purpose: z.string(),
});

export type LockHolder = z.infer<typeof holderSchema>;

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

function isAlive(holder: LockHolder): boolean {
  // A lock on a shared disk may be held by another machine, whose processes cannot be seen from here.
  if (holder.host !== hostname()) return true;
  if (holder.bootId !== bootId()) return false;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

async function readHolder(file: string): Promise<LockHolder | undefined> {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes the lock at `file` for this process. A lock whose holder is dead, or of an earlier start of the machine, is
 * taken over.
 *
 * @param purpose what it is held for, shown to whoever comes second
 * @throws MixevalError `locked`, naming the holder's process id, machine and time
 */
export async function takeLock(file: string, purpose: string): Promise<Lock> {
  await makeFolder(dirname(file));
  const me: LockHolder = {
    pid: process.pid,
    bootId: bootId(),
    host: hostname(),
    since: new Date().toISOString(),
    purpose,
  };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(JSON.stringify(me));
      await handle.close();
      return { release: () => rm(file, { force: true }) };
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
    const holder = await readHolder(file);
    if (holder && isAlive(holder)) {
      throw new MixevalError(
        'locked',
        `Process ${holder.pid} on ${holder.host} has been at this since ${holder.since} (${holder.purpose}).`,
        {
          next: 'Wait for it to end, or stop it; then run the same command again.',
          details: { holder, file },
        },
      );
    }
    await rm(file, { force: true });
  }
  throw new MixevalError('locked', `The lock ${file} changes hands faster than it can be taken.`, {
    next: 'Run the same command again.',
  });
}
