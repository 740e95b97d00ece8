import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type LoopbackOptions, type LoopbackServer, startLoopbackServer } from '../eval/loopback/index.js';
import { answerSum, sumVersion, withSums } from '../eval/testing/sum-release.js';
import type { Workspace } from '../src/core/workspace.js';
import { type Ended, mixeval } from './command-line.js';

interface World {
  readonly workspace: Workspace;
  readonly server: LoopbackServer;
  /** A command in the workspace. */
  command(...args: string[]): Promise<Ended>;
  /** The JSON of a command that must end with this code. */
  json(code: number, ...args: string[]): Promise<unknown>;
}

/** A workspace with a release of sums, and a server whose model can do three sums in four. */
async function inWorld(
  options: Partial<LoopbackOptions>,
  work: (world: World) => Promise<void>,
): Promise<void> {
  await withSums({ items: 40, hard: 8 }, async (workspace) => {
    const server = await startLoopbackServer({ answer: answerSum, ...options });
    const command = (...args: string[]): Promise<Ended> => mixeval([...args, '--workspace', workspace.root]);
    try {
      await work({
        workspace,
        server,
        command,
        json: async (code, ...args) => {
          const ended = await command(...args, '--json');
          expect(ended.code, ended.stderr).toBe(code);
          return JSON.parse(ended.stdout);
        },
      });
    } finally {
      await server.close();
    }
  });
}

const version = ['--version', sumVersion];
const onServer = (server: LoopbackServer): string[] => ['--model', 'tiny', '--base-url', server.baseUrl];

describe('mixeval evaluate', () => {
  test('gives its result as JSON, and runs list, show and check find it', async () => {
    await inWorld({}, async ({ server, json, command }) => {
      const result = await json(
        0,
        'evaluate',
        ...version,
        ...onServer(server),
        '--all',
        '--temperature',
        '0.5',
      );
      const common = { version: sumVersion, model: 'tiny', complete: true, costUsd: null, error: null };
      expect(result).toMatchObject({
        runs: [
          { ...common, benchmark: 'mixeval', score: 0.75, n: 40, requests: 40, reused: 0 },
          { ...common, benchmark: 'mixeval-hard', score: 0.75, n: 8, requests: 0, reused: 8 },
        ],
      });
      expect(await json(0, 'runs', 'list')).toMatchObject({
        runs: [{ score: 0.75 }, { score: 0.75 }],
      });
      expect(await json(0, 'runs', 'check')).toMatchObject({
        ok: true,
        runs: [
          { answered: 40, graded: 40, damagedLines: 0 },
          { answered: 8, graded: 8 },
        ],
      });
      const shown = await command('runs', 'show', '--wrong');
      expect(shown.code).toBe(0);
      expect(shown.stdout.match(/^right:/gm)).toHaveLength(2);
    });
  });

  test('shows a table with an interval and where the run lies', async () => {
    await inWorld({}, async ({ server, command, workspace }) => {
      const ended = await command('evaluate', ...version, ...onServer(server));
      expect(ended.code, ended.stderr).toBe(0);
      expect(ended.stdout).toMatch(/75\.0/);
      expect(ended.stdout).toMatch(/\d\d\.\d to \d\d\.\d/);
      expect(ended.stdout).toContain(join(workspace.runs, sumVersion, 'tiny', 'mixeval'));
    });
  });

  test('asks nothing in a dry run, and shows prompts, tokens and cost', async () => {
    await inWorld({}, async ({ server, command, json, workspace }) => {
      const args = ['evaluate', ...version, ...onServer(server), '--dry-run', '--limit', '5'];
      const { stdout } = await command(...args, '--system-prompt', 'Be kind.');
      expect(stdout.match(/^--- item/gm)).toHaveLength(3);
      expect(stdout).toContain('Be kind.');
      expect(await json(0, ...args)).toMatchObject({ dryRun: true, runs: [{ requests: 10, costUsd: null }] });
      expect(server.requests).toBe(0);
      const paid = ['--model', 'openai:gpt-4o-mini', '--judge', 'openai:gpt-4o-mini'];
      const { stdout: withoutKey } = await command('evaluate', ...version, ...paid, '--dry-run');
      expect(withoutKey).toContain('gpt-4o-mini');
      await expect(readdir(workspace.runs)).rejects.toMatchObject({ code: 'ENOENT' });
    });
  });

  test('takes models, judge and prices from the config', async () => {
    await inWorld(
      { answer: ({ body, text }) => (body.model === 'j' ? '[[1]]' : `${text.length} or so`) },
      async (world) => {
        const { workspace, server, json } = world;
        const at = { baseUrl: server.baseUrl, price: { input: 1, output: 2 } };
        await mkdir(workspace.root, { recursive: true });
        await writeFile(
          join(workspace.root, 'mixeval.config.json'),
          JSON.stringify({
            model: 'mine',
            judge: 'judge',
            models: { mine: { model: 'm', temperature: 0.3, ...at }, judge: { model: 'j', ...at } },
          }),
        );
        const result = await json(0, 'evaluate', ...version, '--limit', '4');
        expect(result).toMatchObject({
          runs: [{ model: 'm', judge: 'j', parser: 'cascade', complete: true }],
        });
        const { runs } = JSON.parse(JSON.stringify(result));
        expect(runs[0].costUsd).toBeGreaterThan(0);
        const record = JSON.parse(await readFile(join(runs[0].path, 'run.json'), 'utf8'));
        expect(record.parameters).toEqual({ temperature: 0.3 });
      },
    );
  });

  test('whose quota ends has no score, says what to do, and ends with exit 1', async () => {
    let left = 20;
    const fault: LoopbackOptions['fault'] = () => {
      left -= 1;
      return left < 0 ? { kind: 'status', status: 429, code: 'insufficient_quota' } : undefined;
    };
    await inWorld({ fault }, async ({ server, command, json }) => {
      const args = ['evaluate', ...version, ...onServer(server)];
      expect(await json(1, ...args)).toMatchObject({
        runs: [
          { complete: false, score: null, interval: null, stoppedBy: 'quota', error: { code: 'quota' } },
        ],
      });
      const again = await command(...args);
      expect(again.code).toBe(1);
      expect(again.stderr).toContain('20 of 40 answers are there');
      expect(again.stderr).toMatch(/^error: .*stopped/m);
      expect(again.stderr).toMatch(/^ {2}next: .*goes on/m);
    });
  });

  test.each([
    [['--hard', '--all']],
    [['--limit', '0']],
    [['--temperature', '3']],
    [['--parser', 'guess']],
    [['--no-such-option']],
  ])('%j is a wrong use', async (args) => {
    const ended = await mixeval(['evaluate', ...version, '--model', 'baseline:random', ...args]);
    expect(ended.code, ended.stderr).toBe(2);
    expect(ended.stderr).toMatch(/^error: /m);
  });
});

test('a parser that needs a judge is a wrong use without one', async () => {
  await inWorld({}, async ({ command }) => {
    const ended = await command('evaluate', ...version, '--model', 'baseline:random', '--parser', 'model');
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('--judge') });
  });
});

test('mixeval probe writes what each subject got on the items of the pool', async () => {
  await inWorld({}, async ({ workspace, json, command }) => {
    expect((await command('pool', 'add', 'starter')).code).toBe(0);
    const args = ['probe', '--model', 'baseline:random', '--model', 'baseline:first', '--sample', '50'];
    const result = await json(0, ...args);
    expect(result).toMatchObject({ runs: [{ n: 50 }, { n: 50 }] });
    const results = await readdir(workspace.results);
    expect(results).toEqual(['probe-baseline%3Afirst.jsonl', 'probe-baseline%3Arandom.jsonl']);
    for (const name of results) {
      const lines = (await readFile(join(workspace.results, name), 'utf8')).trim().split('\n');
      expect(lines).toHaveLength(50);
    }
    expect((await command('runs', 'show', '--limit', '1')).stdout).toMatch(/^right:/m);
  });
});

test('mixeval probe says what it costs before it asks, asks nothing in a dry run, and goes on where it was ended', async () => {
  let left = 10;
  const fault: LoopbackOptions['fault'] = () => {
    left -= 1;
    return left < 0 ? { kind: 'status', status: 429, code: 'insufficient_quota' } : undefined;
  };
  await inWorld({ answer: () => 'A', fault }, async ({ server, json, command }) => {
    expect((await command('pool', 'add', 'starter')).code).toBe(0);
    const args = ['probe', ...onServer(server), '--sample', '30'];
    expect(await json(0, ...args, '--dry-run')).toMatchObject({
      dryRun: true,
      runs: [{ n: 30, requests: 30 }],
    });
    expect(server.requests).toBe(0);
    const ended = await command(...args);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(
      /tiny is asked up to 30 questions of [\d,]+ tokens in all, at a price that is not/,
    );
    const before = server.requests;
    left = 30;
    expect(await json(0, ...args)).toMatchObject({ runs: [{ n: 30, complete: true }] });
    expect(server.requests).toBe(before + 20);
  });
});
