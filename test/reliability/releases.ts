import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { emptyFolder, mixeval, start } from '../command-line.js';
import type { ReliabilityCase } from './case.js';
import { publishedData, withMirror } from './mirror.js';
import { canMount } from './mount.js';
import { expectFailure, release, starter, succeed, workspaceWithRelease } from './world.js';

const noRealData = publishedData === undefined ? 'the published release is not on this machine' : undefined;

/** What goes wrong with releases and with the disk they lie on. */
export const releaseCases: readonly ReliabilityCase[] = [
  {
    given: 'one byte of a release changed',
    outcome: '`versions verify` and `evaluate` end with exit 1 and name the file',
    check: async () => {
      const workspace = await workspaceWithRelease();
      const file = join(workspace, 'versions', release, 'mixeval/free-form.json');
      const bytes = await readFile(file);
      const place = Math.floor(bytes.length / 2);
      bytes[place] = (bytes[place] ?? 0) ^ 1;
      await writeFile(file, bytes);
      const verified = await mixeval(['versions', 'verify', release, '--json', '--workspace', workspace]);
      expect(verified.code).toBe(1);
      expect(JSON.parse(verified.stdout)).toMatchObject({
        ok: false,
        problems: expect.arrayContaining([expect.objectContaining({ file: 'mixeval/free-form.json' })]),
      });
      const args = ['evaluate', '--version', release, '--model', 'baseline:random', '--workspace', workspace];
      expectFailure(await mixeval(args), 1, 'mixeval/free-form.json');
    },
  },
  {
    given: 'a version name that is taken',
    outcome: 'exit 1: a finished release is never changed',
    check: async () => {
      const workspace = await workspaceWithRelease();
      const args = [
        'build',
        '--version',
        release,
        '--size',
        '10',
        '--hard-size',
        '0',
        '--workspace',
        workspace,
      ];
      expectFailure(await mixeval(args), 1, release);
    },
  },
  {
    given: 'Ctrl-C during `versions pull`, then the same command again',
    outcome: 'exit 130 and no release; the second time only what is missing is fetched',
    skip: noRealData,
    check: () =>
      withMirror({ holdAt: 'mixeval/multiple-choice.json' }, async (mirror) => {
        const workspace = await emptyFolder();
        const args = ['versions', 'pull', '2024-06-01', '--workspace', workspace];
        const running = start(args, { env: mirror.env });
        await mirror.held;
        running.process.kill('SIGINT');
        const broken = await running.ended;
        expect(broken.code, broken.stderr).toBe(130);
        expect(JSON.stringify(await succeed(['versions', 'list', '--workspace', workspace]))).not.toContain(
          workspace,
        );
        mirror.release();
        await succeed(args, mirror.env);
        expect(await succeed(['versions', 'verify', '2024-06-01', '--workspace', workspace])).toMatchObject({
          ok: true,
        });
        expect(mirror.served.filter((path) => path.endsWith('mixeval/free-form.json')).length).toBe(1);
      }),
  },
  {
    given: 'a download that is not what was published',
    outcome: 'exit 1: the file and both checksums; nothing is kept of it',
    skip: noRealData,
    check: () =>
      withMirror({ spoil: 'mixeval/free-form.json' }, async (mirror) => {
        const workspace = await emptyFolder();
        const args = ['versions', 'pull', '2024-06-01', '--workspace', workspace];
        expectFailure(await mixeval(args, { env: mirror.env }), 1, 'mixeval/free-form.json', '060d1210');
      }),
  },
  {
    given: 'a full disk',
    outcome: 'exit 1: how to go on; no file is half-written',
    skip: canMount() ? undefined : 'mounting a small disk needs Linux and root',
    check: async () => {
      const disk = await emptyFolder();
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
      try {
        const ended = await mixeval(['mine', join(starter, 'queries.jsonl'), '--workspace', join(disk, 'w')]);
        expectFailure(ended, 1, /space/i);
        const left = await readdir(disk, { recursive: true });
        expect(left.filter((name) => name.endsWith('.jsonl') || name.endsWith('.tmp'))).toEqual([]);
      } finally {
        execFileSync('umount', [disk]);
      }
    },
  },
  {
    given: 'a workspace that may not be written',
    outcome: 'exit 1: the path, and what to check',
    skip: process.platform === 'win32' ? 'Windows has other permissions' : undefined,
    check: async () => {
      const folder = await emptyFolder();
      const workspace = join(folder, 'w');
      await mkdir(workspace);
      await chmod(workspace, 0o500);
      await chmod(folder, 0o755);
      const args = ['mine', join(starter, 'queries.jsonl'), '--workspace', workspace];
      // Root may write anywhere, so the command is run as somebody else.
      const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
      expectFailure(await mixeval(args, asNobody), 1, workspace);
    },
  },
];
