import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startLoopbackServer } from '../eval/loopback/index.js';
import { answerSum, sumVersion, withSums } from '../eval/testing/sum-release.js';
import { mixeval } from './command-line.js';

test('all models of a file are asked: on servers, functions and baselines, each with its own settings', async () => {
  await withSums({ items: 16 }, async (workspace) => {
    const temperatures: unknown[] = [];
    const server = await startLoopbackServer({
      answer: answerSum,
      fault: ({ body }) => {
        temperatures.push(body['temperature']);
        return undefined;
      },
    });
    const file = join(workspace.root, 'models.mjs');
    await writeFile(
      file,
      `export default { model: 'baseline:random', models: {
        served: { model: 'tiny', baseUrl: '${server.baseUrl}', temperature: 'server' },
        ours: { ask: async ({ messages }) => /\\+ 2000/.test(messages.at(-1).content) ? 'B' : 'no idea' },
      } };`,
    );
    const all = ['--version', sumVersion, '--workspace', workspace.root, '--json'];
    const ended = await mixeval(['evaluate', '--models', file, ...all]);
    expect(ended.code, ended.stderr).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      runs: [
        { model: 'baseline:random', complete: true },
        { model: 'tiny', complete: true, score: 0.75, requests: 16 },
        { model: 'ours', complete: true, requests: 16, splits: { 'multiple-choice': { score: 1 } } },
      ],
    });
    expect(new Set(temperatures)).toEqual(new Set([undefined]));

    const list = join(workspace.root, 'models.txt');
    await writeFile(list, '# cheap ones\nbaseline:first\n\nbaseline:random # luck\n');
    const dry = await mixeval(['evaluate', '--models', list, '--dry-run', '--limit', '4', ...all]);
    expect(dry.code, dry.stderr).toBe(0);
    expect(JSON.parse(dry.stdout)).toMatchObject({
      dryRun: true,
      runs: [
        { model: 'baseline:first', n: 8, requests: 8, costUsd: 0, margin: expect.any(Number) },
        { model: 'baseline:random' },
      ],
    });
    const none = await mixeval(['evaluate', '--models', join(workspace.root, 'none.txt'), ...all]);
    expect(none.code).toBe(1);
    await server.close();
  });
});

test('requests and tokens a minute are limits of each server, and repeats are told', async () => {
  await withSums({ items: 8 }, async (workspace) => {
    const server = await startLoopbackServer({ answer: answerSum });
    const onServer = ['--model', 'tiny', '--base-url', server.baseUrl, '--workspace', workspace.root];
    const limits = ['--rpm', '6000', '--tpm', '1000000', '--repeat', '2'];
    const ended = await mixeval(['evaluate', '--version', sumVersion, ...onServer, ...limits, '--json']);
    expect(ended.code, ended.stderr).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      runs: [{ requests: 16, repeats: { repeats: 2, spread: 0, majorityVote: 0.75, passAtK: [0.75, 0.75] } }],
    });
    await server.close();
  });
});

test('two settings of one model go by their names in the config, in table, notes and progress', async () => {
  await withSums({ items: 8 }, async (workspace) => {
    const server = await startLoopbackServer({ answer: answerSum });
    const file = join(workspace.root, 'models.mjs');
    const served = `model: 'tiny', baseUrl: '${server.baseUrl}'`;
    await writeFile(
      file,
      `export default { models: { cold: { ${served}, temperature: 0 }, warm: { ${served}, temperature: 1 } } };`,
    );
    const on = ['--version', sumVersion, '--workspace', workspace.root];
    const { code, stdout, stderr } = await mixeval(['evaluate', '--models', file, ...on]);
    expect(code, stderr).toBe(0);
    for (const name of ['cold', 'warm']) {
      expect(stdout).toMatch(new RegExp(`\\d +${name}$`, 'm'));
      expect(stdout).toMatch(new RegExp(`^${name}, mixeval: 8 requests`, 'm'));
    }
    expect(stderr).toMatch(/run 2 of 2: warm/);

    const { stdout: dry } = await mixeval(['evaluate', '--models', file, ...on, '--dry-run']);
    const inWorkspace = ['--workspace', workspace.root];
    const { stdout: list } = await mixeval(['runs', 'list', ...inWorkspace]);
    const { stdout: check } = await mixeval(['runs', 'check', ...inWorkspace]);
    for (const name of ['cold', 'warm']) {
      expect(dry).toContain(`${name} (tiny)`);
      expect(list).toContain(`${name} (tiny)`);
      expect(check).toContain(`${name} (tiny)`);
    }
    const ofWarm = await mixeval(['runs', 'list', '--model', 'warm', ...inWorkspace, '--json']);
    const { runs } = JSON.parse(ofWarm.stdout);
    expect(runs).toMatchObject([{ model: 'tiny', configName: 'warm' }]);
    const { stdout: shown } = await mixeval(['runs', 'show', runs[0].id, ...inWorkspace]);
    expect(shown).toContain('warm (tiny) on');
    // The name decides nothing: with the same settings under another one, all is answered already.
    await writeFile(
      file,
      `export default { models: { tepid: { ${served}, temperature: 1 }, ours: { ask: () => 'B' } } };`,
    );
    const more = ['--model', 'baseline:random', '--models', file, '--json'];
    const again = await mixeval(['evaluate', ...more, ...on]);
    expect(JSON.parse(again.stdout)).toMatchObject({
      runs: expect.arrayContaining([expect.objectContaining({ model: 'tiny', requests: 0 })]),
    });
    const elo = join(workspace.root, 'elo.csv');
    await writeFile(elo, 'model,elo\ncold,1\ntepid,2\nours,3\nbaseline:random,4\n');
    const ranked = await mixeval(['leaderboard', ...on, '--against', elo, '--json']);
    expect(JSON.parse(ranked.stdout)).toMatchObject({ agreement: { n: 4, onlyHere: [], onlyThere: 0 } });
    await server.close();
  });
});

test('a run that is gone on with goes by the name that its model has in the config now', async () => {
  await withSums({ items: 8 }, async (workspace) => {
    const server = await startLoopbackServer({ answer: answerSum });
    const file = join(workspace.root, 'models.mjs');
    const evaluate = async (name: string, ...more: string[]) => {
      const model = `{ model: 'tiny', baseUrl: '${server.baseUrl}', price: { input: 1000, output: 1000 } }`;
      await writeFile(file, `export default { models: { ${name}: ${model} } };`);
      const on = ['--models', file, '--version', sumVersion, '--workspace', workspace.root];
      return mixeval(['evaluate', ...on, '--concurrency', '1', ...more]);
    };
    expect((await evaluate('old', '--max-cost-usd', '0.1')).stdout).toContain('old, mixeval: not complete');
    const { code, stdout, stderr } = await evaluate('new');
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(/Going on with the run of \S+ \(new \(tiny\), mixeval\)/);
    expect(stdout).toMatch(/^new, mixeval: 8 requests/m);
    const list = await mixeval(['runs', 'list', '--workspace', workspace.root]);
    expect(list.stdout.match(/\w+ \(tiny\)/g)).toEqual(['new (tiny)']);
    await server.close();
  });
});
