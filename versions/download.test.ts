import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../src/core/hash.js';
import { download } from './download.js';
import { hangUpHalfway, stallHalfway, withServer } from './testing/file-server.js';
import { inWorkspace } from './testing/synthetic-draft.js';

const data = Buffer.from('a line of a file\n'.repeat(20_000));
const options = { checksums: [sha256(data)], retryDelayMs: 1 };

describe('download', () => {
  it.each([
    ['the server is in trouble', 503],
    ['the server asks to wait', 429],
    ['the server hangs up in the middle', 0],
  ])('tries again where %s', (_, status) => {
    let failures = 0;
    return inWorkspace(({ root }) =>
      withServer(
        (_request, response) => {
          failures += 1;
          if (failures > 2) response.end(data);
          else if (status === 0) hangUpHalfway(response, data);
          else response.writeHead(status).end();
        },
        async ({ url, asked }) => {
          await download(`${url}/file`, join(root, 'file'), options);
          expect(sha256(await readFile(join(root, 'file')))).toBe(sha256(data));
          expect(asked).toHaveLength(3);
        },
      ),
    );
  });

  it('gives up after four tries and leaves nothing', () =>
    inWorkspace(({ root }) =>
      withServer(
        (_, response) => hangUpHalfway(response, data),
        async ({ url, asked }) => {
          const attempt = download(`${url}/file`, join(root, 'file'), options);
          await expect(attempt).rejects.toMatchObject({
            code: 'unreachable',
            message: expect.stringContaining(`${url}/file`),
          });
          expect(asked).toHaveLength(4);
          expect(await readdir(root)).toEqual([]);
        },
      ),
    ));

  it.each([
    [404, 'not-found'],
    [403, 'unreachable'],
  ])('asks once where the answer is %i', (status, code) =>
    inWorkspace(({ root }) =>
      withServer(
        (_, response) => response.writeHead(status).end(),
        async ({ url, asked }) => {
          await expect(download(url, join(root, 'file'), options)).rejects.toMatchObject({ code });
          expect(asked).toHaveLength(1);
        },
      ),
    ),
  );

  it('refuses a file with one changed byte', () =>
    inWorkspace(({ root }) =>
      withServer(
        (_, response) => response.end(Buffer.concat([data.subarray(1), Buffer.from('x')])),
        async ({ url }) => {
          await expect(download(url, join(root, 'file'), options)).rejects.toMatchObject({
            code: 'corrupt',
            message: expect.stringContaining(sha256(data)),
          });
          expect(await readdir(root)).toEqual([]);
        },
      ),
    ));

  it('ends when it is aborted in the middle, and leaves nothing', () =>
    inWorkspace(({ root }) => {
      const abort = new AbortController();
      return withServer(
        (_, response) => {
          stallHalfway(response, data);
          abort.abort();
        },
        async ({ url }) => {
          const attempt = download(url, join(root, 'file'), { ...options, signal: abort.signal });
          await expect(attempt).rejects.toMatchObject({ code: 'interrupted' });
          expect(await readdir(root)).toEqual([]);
        },
      );
    }));

  it('says that nobody listens', () =>
    inWorkspace(async ({ root }) => {
      const url = await withServer(
        () => undefined,
        async (server) => server.url,
      );
      await expect(download(url, join(root, 'file'), options)).rejects.toMatchObject({
        code: 'unreachable',
        message: expect.stringContaining('ECONNREFUSED'),
      });
    }));
});
