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
        '1 runs checked: all complete',
      );
      await appendFile(join(good.path, 'grades.jsonl'), '{"half\n');
      expect((await run('runs', 'check', good.id)).code).toBe(1);
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
