import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { exists } from './files.js';
import { takeLock } from './lock.js';
import { packageRoot } from './package.js';

let file: string;
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'mixeval-lock-')), 'lock');
});

/** The lock that this process holds, with other facts in it. */
async function heldWith(change: Record<string, unknown>): Promise<void> {
  const lock = await takeLock(file, 'testing');
  const holder: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'));
  await lock.release();
  await writeFile(file, JSON.stringify({ ...holder, ...change }));
}

describe('takeLock', () => {
  it('names the holder to whoever comes second', async () => {
    const lock = await takeLock(file, 'the first');
    await expect(takeLock(file, 'the second')).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringMatching(new RegExp(`${process.pid}.*the first`)),
    });
    await lock.release();
    await (await takeLock(file, 'the second')).release();
    expect(await exists(file)).toBe(false);
  });

  it('lets only one of many in', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(file, 'a race')));
    expect(tries.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  it('lets only one of many take over a dead lock', async () => {
    const dead = spawnSync(process.execPath, ['--eval', '']).pid;
    await heldWith({ pid: dead });
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(file, 'a race')));
    expect(tries.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  it.skipIf(process.platform !== 'linux')('takes over from an earlier start of the machine', async () => {
    await heldWith({ bootId: 'another' });
    await (await takeLock(file, 'after the crash')).release();
  });

  it.skipIf(process.platform !== 'linux')('takes over where another process has the id by now', async () => {
    await heldWith({ began: '1' });
    await (await takeLock(file, 'after the crash')).release();
  });

  it.skipIf(process.platform !== 'linux')('takes over from a killed process that is a zombie', async () => {
    const lockModule = join(packageRoot, 'dist/src/core/lock.js');
    const holder = `const { takeLock } = await import(process.argv[1]);
      await takeLock(process.argv[2], 'to be killed');
      process.stdout.write(String(process.pid));
      setInterval(() => undefined, 1000);`;
    // The shell becomes a program that never asks after its child.
    const parent = spawn('sh', [
      '-c',
      '"$@" & exec sleep 60',
      'sh',
      process.execPath,
      '--input-type=module',
      '--eval',
      holder,
      lockModule,
      file,
    ]);
    try {
      const [said] = await once(parent.stdout, 'data');
      const pid = Number(String(said));
      await expect(takeLock(file, 'too early')).rejects.toMatchObject({ code: 'locked' });
      process.kill(pid, 'SIGKILL');
      await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ');
      expect(() => process.kill(pid, 0)).not.toThrow();
      await (await takeLock(file, 'after the kill')).release();
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('leaves the lock of another machine alone', async () => {
    await heldWith({ host: `not-${hostname()}` });
    await expect(takeLock(file, 'from here')).rejects.toMatchObject({ code: 'locked' });
  });

  it('takes over a lock that nobody finished writing', async () => {
    await writeFile(file, '{"pid"');
    await (await takeLock(file, 'after the crash')).release();
  });
});
