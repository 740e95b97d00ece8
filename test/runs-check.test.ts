import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startLoopbackServer } from '../eval/loopback/index.js';
import { answerSum, sumVersion, withSums } from '../eval/testing/sum-release.js';
import { mixeval } from './command-line.js';

test('runs check says what is missing, of the runs that are named, and only problems where asked', async () => {
  await withSums({ items: 12 }, async (workspace) => {
    let left = 8;
    const server = await startLoopbackServer({
      answer: answerSum,
      fault: () => {
        left -= 1;
        return left < 0 ? { kind: 'status', status: 401 } : undefined;
      },
    });
    const run = (...args: string[]) => mixeval([...args, '--workspace', workspace.root]);
    const model = (name: string): string[] => ['--model_name', name, '--api_base_url', server.baseUrl];
    const evaluate = (...args: string[]) =>
      run('evaluate', '--version', sumVersion, '--concurrency', '1', '--json', ...args);
    try {
      const whole = await evaluate(...model('whole'), '--limit', '2');
      expect(whole.code, whole.stderr).toBe(0);
      expect(whole.stderr).toContain('here it is --model');
      expect((await evaluate(...model('part'))).code).toBe(1);
      const [good, bad] = [
        JSON.parse(whole.stdout).runs[0],
        JSON.parse((await run('runs', 'list', '--model', 'part', '--json')).stdout).runs[0],
      ];
      const all = await run('runs', 'check', '--json');
      expect(all.code).toBe(1);
      expect(JSON.parse(all.stdout)).toMatchObject({ ok: false, checked: 2, runs: [{}, {}] });
      const problems = await run('runs', 'check', '--problems', '--json');
      expect(JSON.parse(problems.stdout)).toMatchObject({
        checked: 2,
        runs: [{ id: bad.id, missing: { 'free-form': 2, 'multiple-choice': 6 }, complete: false }],
      });
      expect((await run('runs', 'check', '--problems')).stdout).toContain('6 multiple-choice');
      expect((await run('runs', 'check', good.id, '--problems')).stdout).toContain(
        '1 run checked: all complete',
      );
      await appendFile(join(good.path, 'grades.jsonl'), '{"half\n');
      const damaged = await run('runs', 'check', good.id, '--json');
      expect(damaged.code).toBe(0);
      expect(JSON.parse(damaged.stdout).runs).toMatchObject([{ complete: true, damagedLines: 1 }]);
      expect((await run('runs', 'check', 'nothing-like-it')).code).not.toBe(0);
      await rm(join(good.path, 'responses.jsonl'));
      const emptied = await run('runs', 'check', good.id, '--json');
      expect(emptied.code).toBe(1);
      expect(JSON.parse(emptied.stdout).runs).toMatchObject([
        { complete: false, missing: { 'free-form': 2, 'multiple-choice': 2 } },
      ]);
      await writeFile(join(good.path, 'run.json'), '{"id": "to');
      const rest = await run('runs', 'check', '--json');
      expect(rest.code).toBe(1);
      expect(JSON.parse(rest.stdout)).toMatchObject({
        runs: [{ id: bad.id }],
        unreadable: [expect.stringContaining('run.json')],
      });
      const listed = await run('runs', 'list', '--json');
      expect(listed).toMatchObject({ code: 0, stderr: expect.stringContaining('A run is passed over') });
      expect(JSON.parse(listed.stdout).runs).toMatchObject([{ id: bad.id }]);
      await rm(join(good.path, 'run.json'));
      await writeFile(join(good.path, 'responses.jsonl'), '');
      const lost = await run('runs', 'check', '--problems');
      expect(lost).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('holds answers and no run.json'),
      });
    } finally {
      await server.close();
    }
  });
});

test('runs list fits 80 columns, names runs by what tells them apart, and calls a run of answers only complete', async () => {
  await withSums({ items: 12 }, async (workspace) => {
    const run = (...args: string[]) => mixeval([...args, '--workspace', workspace.root]);
    const models = ['--model', 'baseline:first', '--model', 'baseline:random'];
    const evaluated = await run('evaluate', '--version', sumVersion, ...models);
    expect(evaluated.code, evaluated.stderr).toBe(0);
    const kept = await run(
      'evaluate',
      '--version',
      sumVersion,
      '--model',
      'baseline:first',
      '--responses-only',
    );
    expect(kept.code, kept.stderr).toBe(0);
    const { runs } = JSON.parse((await run('runs', 'list', '--json')).stdout);
    expect(runs.map(({ complete }: { complete: boolean }) => complete)).toEqual([true, true, true]);
    const lines = (await run('runs', 'list')).stdout.trimEnd().split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    // A long name goes on in the next line.
    const rows = lines.slice(1).filter((line) => !line.startsWith(' '));
    expect(rows).toHaveLength(3);
    expect(rows[2]).toContain('  answers  ');
    for (const row of rows) expect((await run('runs', 'check', row.split(' ')[0] ?? '')).code).toBe(0);
  });
});
