import { expect, test } from 'vitest';
import { findRun, latestRun, readResponses } from '../eval/index.js';
import { startLoopbackServer } from '../eval/loopback/index.js';
import { answerSum, sumVersion, withSums } from '../eval/testing/sum-release.js';
import { randomInteger, seededRandom } from '../src/core/random.js';
import type { Workspace } from '../src/core/workspace.js';
import { mixeval, start } from './command-line.js';

const items = 200;
const concurrency = 8;
const kills = 5;

async function answered(workspace: Workspace): Promise<string[]> {
  const { record } = await latestRun(workspace);
  const found: string[] = [];
  for await (const { item } of readResponses(await findRun(workspace, record.id))) found.push(item);
  return found;
}

test('a run killed at random moments loses nothing that was written, and asks for nothing of it again', async () => {
  await withSums({ items }, async (workspace) => {
    const random = seededRandom(7, 'moments of death');
    let killAt = Number.POSITIVE_INFINITY;
    let kill = (): void => undefined;
    const server = await startLoopbackServer({
      latencyMs: 3,
      answer: answerSum,
      fault: ({ number }) => {
        if (number >= killAt) kill();
        return undefined;
      },
    });
    const args = [
      'evaluate',
      ...['--version', sumVersion, '--model', 'tiny', '--base-url', server.baseUrl],
      ...['--concurrency', String(concurrency), '--workspace', workspace.root],
    ];
    let kept: string[] = [];
    for (let life = 1; life <= kills; life += 1) {
      killAt = server.requests + randomInteger(random, items / kills);
      const running = start(args);
      kill = () => running.process.kill('SIGKILL');
      expect((await running.ended).signal).toBe('SIGKILL');
      const now = await answered(workspace);
      expect(now.slice(0, kept.length)).toEqual(kept);
      kept = now;
    }
    killAt = Number.POSITIVE_INFINITY;
    const ended = await mixeval([...args, '--json']);
    expect(ended.code, ended.stderr).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ runs: [{ complete: true, n: items, score: 0.75 }] });
    expect(ended.stderr).toContain(`${kept.length} of ${items} answers are there`);
    // One answer for each item: none was asked for again after it was written.
    expect(new Set(await answered(workspace)).size).toBe(items);
    expect(await answered(workspace)).toHaveLength(items);
    // Only what was under way when it was killed was paid for twice.
    expect(server.requests).toBeLessThanOrEqual(items + kills * concurrency);
    await server.close();
  });
});
