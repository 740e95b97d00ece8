import { execFileSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { emptyFolder, mixeval } from '../../command-line.js';
import type { ReliabilityCase } from '../../reliability/case.js';
import { canMount } from '../../reliability/mount.js';
import { expectFailure } from '../../reliability/world.js';
import { finished, onCommandTrial } from '../command.js';
import { cleanScore, items } from '../world.js';

export const diskFull: ReliabilityCase = {
  given: 'a disk that is full in the middle of a run',
  outcome: 'exit 1: how to go on; with room again the same command asks nothing twice that was written',
  skip: canMount() ? undefined : 'mounting a small disk needs Linux and root',
  check: () =>
    onCommandTrial({}, async ({ server, workspace, args }) => {
      const disk = await emptyFolder();
      const mount = (size: string, ...more: string[]): void => {
        execFileSync('mount', ['-t', 'tmpfs', '-o', [`size=${size}`, ...more].join(','), 'tmpfs', disk]);
      };
      mount('10m');
      try {
        const root = join(disk, 'workspace');
        await cp(workspace.root, root, { recursive: true });
        const used = Number(execFileSync('du', ['-sk', disk]).toString().split('\t')[0]);
        mount(`${used + 80}k`, 'remount');
        const onDisk = [...args.slice(0, -1), root];
        expectFailure(await mixeval(onDisk), 1, /space/i);
        expect(server.requests).toBeLessThan(items);
        mount('10m', 'remount');
        const { json, stderr } = await finished(onDisk);
        expect(json).toMatchObject({ runs: [{ complete: true, n: items, score: cleanScore }] });
        const there = Number(/(\d+) of \d+ answers are there/.exec(stderr)?.[1]);
        expect(there).toBeGreaterThan(0);
        // What was under way when the disk was full is all that may be asked twice.
        expect(server.requests).toBeLessThanOrEqual(items + 20);
      } finally {
        execFileSync('umount', [disk]);
      }
    }),
};
