import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../src/core/package.js';
import { publishedReleases } from './published.js';
import { pullRelease } from './pull.js';
import { openRelease } from './store.js';
import { type Answer, hangUpHalfway, stallHalfway, withServer } from './testing/file-server.js';
import { inWorkspace, syntheticDraft, syntheticFacts } from './testing/synthetic-draft.js';
import { writeRelease } from './write.js';

const version = '2024-06-01';
const fast = { version, retryDelayMs: 1 };

describe('pullRelease', () => {
  it('asks for the commit that is known to hold the version, below the mirror', () =>
    inWorkspace((workspace) =>
      withServer(
        (_, response) => response.writeHead(404).end(),
        async ({ url, asked }) => {
          const attempt = pullRelease({ workspace, ...fast, version: '2024-06-17', mirror: `${url}/` });
          await expect(attempt).rejects.toMatchObject({
            code: 'not-found',
            next: expect.stringMatching(/--ref.*MIXEVAL_MIRROR/),
          });
          const file = 'mixeval-2024-06-17/mixeval/free-form.json';
          const commit = publishedReleases.find((release) => release.version === '2024-06-17')?.commit;
          expect(asked).toEqual([
            `/Psycoy/MixEval/${commit}/mix_eval/data/${file}`,
            `/${commit}/mix_eval/data/${file}`,
            `/mix_eval/data/${file}`,
            `/${file}`,
          ]);
        },
      ),
    ));

  it('takes another ref', () =>
    inWorkspace((workspace) =>
      withServer(
        (_, response) => response.writeHead(404).end(),
        async ({ url, asked }) => {
          await expect(pullRelease({ workspace, ...fast, mirror: url, ref: 'main' })).rejects.toThrow();
          expect(asked[0]).toMatch(/^\/Psycoy\/MixEval\/main\/mix_eval\/data\//);
        },
      ),
    ));

  it('refuses other bytes than the published ones', () =>
    inWorkspace((workspace) =>
      withServer(
        (_, response) => response.end('{}'),
        async ({ url }) => {
          await expect(pullRelease({ workspace, ...fast, mirror: url })).rejects.toMatchObject({
            code: 'corrupt',
          });
          expect(existsSync(join(workspace.versions, version))).toBe(false);
        },
      ),
    ));

  it('knows which versions are published', () =>
    inWorkspace(async (workspace) => {
      await expect(pullRelease({ workspace, version: '2030-01-01' })).rejects.toMatchObject({
        code: 'not-found',
        next: expect.stringContaining('2024-06-01, 2024-06-17, 2024-08-11'),
      });
    }));

  it('does not touch another release of that name', () =>
    inWorkspace(async (workspace) => {
      await writeRelease(workspace, syntheticDraft(version), syntheticFacts(version));
      await expect(pullRelease({ workspace, ...fast })).rejects.toMatchObject({ code: 'exists' });
    }));
});

const real = resolve(packageRoot, '../shared/data/releases/mixeval-2024-06-01');

describe.skipIf(!existsSync(real))(`pulling 2024-06-01 from loopback (skipped without ${real})`, () => {
  const base = '/mix_eval/data/mixeval-2024-06-01/';

  /** The published file that a path asks for. */
  function fileOf(path: string | undefined): Buffer {
    return readFileSync(join(real, (path ?? '').slice((path ?? '').indexOf(base) + base.length)));
  }

  const serve: Answer = (request, response) => response.end(fileOf(request.url));

  it('imports it, leaves nothing else behind, and is done the second time', () =>
    inWorkspace((workspace) =>
      withServer(serve, async ({ url, asked }) => {
        const report = await pullRelease({ workspace, ...fast, mirror: url });
        expect(report).toMatchObject({ path: join(workspace.versions, version), reused: [] });
        expect(report.downloaded).toHaveLength(4);
        expect((await openRelease(workspace, version)).manifest).toMatchObject({ published: { version } });
        expect(await readdir(workspace.versions)).toEqual([version]);
        expect(await pullRelease({ workspace, ...fast, mirror: url })).toMatchObject({ downloaded: [] });
        expect(asked).toHaveLength(4);
      }),
    ));

  it('goes on where it was interrupted: what came whole is not fetched again', () =>
    inWorkspace(async (workspace) => {
      const abort = new AbortController();
      await withServer(
        (request, response) => {
          if (!request.url?.endsWith('mixeval-hard/free-form.json')) return serve(request, response);
          stallHalfway(response, fileOf(request.url));
          abort.abort();
        },
        async ({ url }) => {
          const attempt = pullRelease({ workspace, ...fast, mirror: url }, { signal: abort.signal });
          await expect(attempt).rejects.toMatchObject({ code: 'interrupted' });
        },
      );
      expect(existsSync(join(workspace.versions, version))).toBe(false);
      await withServer(serve, async ({ url, asked }) => {
        const report = await pullRelease({ workspace, ...fast, mirror: url });
        expect(report.reused).toEqual(['mixeval/free-form.json', 'mixeval/multiple-choice.json']);
        expect(asked).toHaveLength(2);
      });
    }));

  it('gets over a server that hangs up, and names the file with one changed byte', () =>
    inWorkspace(async (workspace) => {
      let hungUp = false;
      await withServer(
        (request, response) => {
          const data = fileOf(request.url);
          if (!hungUp) {
            hungUp = true;
            return hangUpHalfway(response, data);
          }
          if (request.url?.endsWith('mixeval-hard/multiple-choice.json')) data[1000] = (data[1000] ?? 0) ^ 1;
          response.end(data);
        },
        async ({ url }) => {
          await expect(pullRelease({ workspace, ...fast, mirror: url })).rejects.toMatchObject({
            code: 'corrupt',
            message: expect.stringContaining('mixeval-hard/multiple-choice.json'),
          });
        },
      );
      expect(existsSync(join(workspace.versions, version))).toBe(false);
    }));
});
