import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { emptyFolder, mixeval } from './command-line.js';

async function workspaceWithLog(): Promise<{ workspace: string; log: string }> {
  const workspace = await emptyFolder();
  const log = join(workspace, 'log.txt');
  await writeFile(
    log,
    'how do tides work\nHow do tides work\nprivacy policy\nwrite to joe@example.com about rust\n',
  );
  return { workspace, log };
}

describe('mixeval mine', () => {
  it('reports in JSON what it kept and why it rejected the rest', async () => {
    const { workspace, log } = await workspaceWithLog();
    const { code, stdout } = await mixeval(['mine', log, '--json', '--workspace', workspace]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      read: 4,
      kept: 2,
      rejected: { duplicate: 1, boilerplate: 1 },
      output: join(workspace, 'corpus/queries/log.jsonl'),
    });
  });

  it('explains each reason with examples, for people', async () => {
    const { workspace, log } = await workspaceWithLog();
    const { stdout } = await mixeval(['mine', log, '--explain', '--workspace', workspace]);
    expect(stdout).toMatch(/log: 2 new queries of 4 texts read/);
    expect(stdout).toMatch(/1 boilerplate: .+\n +privacy policy/);
  });

  it('counts a single one in the singular, wherever it counts', async () => {
    const workspace = await emptyFolder();
    const log = join(workspace, 'log.txt');
    await writeFile(log, 'how do tides work\n');
    const { stdout, stderr } = await mixeval(['mine', log, '--workspace', workspace]);
    expect(stdout).toMatch(/1 new query of 1 text read/);
    expect(stdout).toMatch(/holds 1 query, asked once/);
    expect(stderr).toMatch(/1 query read/);
    expect(`${stdout}${stderr}`).not.toMatch(/\b1 \w+s\b/);
  });

  it('says so when everything was mined before', async () => {
    const { workspace, log } = await workspaceWithLog();
    await mixeval(['mine', log, '--workspace', workspace]);
    const { code, stdout } = await mixeval(['mine', log, '--workspace', workspace]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/already mined.*log\.txt/);
    expect(stdout).toMatch(/now holds 2 queries, asked 3 times/);
  });

  it('reads what is piped in, and a site by its address, and ends', async () => {
    const workspace = await emptyFolder();
    const piped = await mixeval(['mine', '-', '--name', 'a', '--json', '--workspace', workspace], {
      stdin: 'how do tides work\n',
    });
    expect(JSON.parse(piped.stdout)).toMatchObject({ kept: 1 });

    const server = createServer((request, response) => {
      response.writeHead(request.url === '/' ? 200 : 404, { 'content-type': 'text/html' });
      response.end('<!doctype html><h1>Why is rust red?</h1>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const site = await mixeval([
      ...['mine', `http://127.0.0.1:${port}/`, '--max-pages', '2', '--name', 'b', '--json'],
      ...['--workspace', workspace],
    ]);
    server.close();
    expect(JSON.parse(site.stdout), site.stderr).toMatchObject({ kept: 1, inputs: [{ format: 'web' }] });
    // A crawler that writes its log to standard output would break the JSON document.
    expect(site.stderr).not.toMatch(/INFO|crawler/i);
  });

  it.each([
    [['--language', 'english'], 'ISO 639-1'],
    [['--pii', 'hide'], 'mask, drop, keep'],
    [['--min-length', '0'], '1 or more'],
    [['--min-length', '9', '--max-length', '8'], '--max-length'],
  ])('refuses %j with exit code 2', async (flags, told) => {
    const { workspace, log } = await workspaceWithLog();
    const { code, stderr } = await mixeval(['mine', log, ...flags, '--workspace', workspace]);
    expect(code).toBe(2);
    expect(stderr).toContain(told);
  });
});

describe('mixeval queries', () => {
  it('shows, lists and removes', async () => {
    const { workspace, log } = await workspaceWithLog();
    await mixeval(['mine', log, '--workspace', workspace]);
    const run = async (...args: string[]): Promise<unknown> =>
      JSON.parse((await mixeval(['queries', ...args, '--json', '--workspace', workspace])).stdout);
    expect(await run('show')).toMatchObject({ queries: 2, asked: 3, byFlag: { 'masked-email': 1 } });
    expect(await run('list')).toMatchObject({ corpora: [{ name: 'log', queries: 2, asked: 3 }] });
    expect(await run('remove', '--match', 'tides', '--dry-run')).toMatchObject({ dryRun: true });
    expect(await run('remove', '--match', 'tides')).toMatchObject({
      removed: [{ text: 'how do tides work' }],
    });
    expect(await run('show')).toMatchObject({ queries: 1, asked: 1 });
    const { stdout } = await mixeval(['queries', 'show', '--workspace', workspace]);
    expect(stdout).toMatch(/1 query, asked once/);
  });

  it('shows the largest clusters with their most typical queries', async () => {
    const workspace = await emptyFolder();
    const log = join(workspace, 'log.txt');
    const fruits = 'apple pear plum cherry quince fig date grape lemon lime'.split(' ');
    const cities = 'Lima Oslo Cairo Paris Delhi Quito Rabat Seoul Tunis Minsk'.split(' ');
    const themes = [
      fruits.flatMap((fruit) => [
        `how do I bake a ${fruit} pie`,
        `best recipe for ${fruit} cake`,
        `${fruit} jam recipe`,
      ]),
      cities.flatMap((city) => [
        `weather in ${city} in March`,
        `how cold is ${city} in winter`,
        `${city} climate`,
      ]),
      cities.flatMap((city) => [`flights to ${city} next week`, `cheap flight to ${city}`, `fly to ${city}`]),
      fruits.flatMap((name) => [
        `python list of ${name}s sort`,
        `python loop over ${name}s`,
        `python ${name} class`,
      ]),
    ];
    await writeFile(log, themes.flat().join('\n'));
    await mixeval(['mine', log, '--no-near', '--workspace', workspace]);
    const show = ['queries', 'show', '--clusters', '4', '--workspace', workspace];
    const { stdout, stderr, code } = await mixeval([...show, '--json']);
    expect(code, stderr).toBe(0);
    const { clusters } = z
      .object({ clusters: z.array(z.object({ share: z.number(), typical: z.array(z.string()) })) })
      .parse(JSON.parse(stdout));
    expect(clusters).toHaveLength(4);
    const shares = clusters.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    const themeOf = (text: string): number => themes.findIndex((queries) => queries.includes(text));
    for (const { typical } of clusters) expect(new Set(typical.map(themeOf)).size).toBe(1);
    const told = await mixeval(show);
    expect(told.stdout).toContain(clusters[0]?.typical[0]);
    expect((await mixeval([...show.slice(0, 2), ...show.slice(4), '--clusters', '0'])).stdout).not.toContain(
      'cluster',
    );
  });

  it('says what to do where there is nothing', async () => {
    const workspace = await emptyFolder();
    for (const action of ['show', 'list']) {
      const { code, stdout } = await mixeval(['queries', action, '--workspace', workspace]);
      expect(code).toBe(0);
      expect(stdout).toContain('mixeval mine');
    }
    expect((await mixeval(['queries', 'remove', '--workspace', workspace])).code).toBe(2);
  });
});
