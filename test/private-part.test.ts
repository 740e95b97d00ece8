import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../src/core/package.js';
import { emptyFolder, mixeval } from './command-line.js';

/** A workspace with a release of which a part is private. */
let workspace: string;
const version = '2025-01-31';

async function json(...args: string[]) {
  const { code, stdout, stderr } = await mixeval([...args, '--workspace', workspace, '--json']);
  expect(code, stderr).toBe(0);
  return { ...JSON.parse(stdout), stderr };
}

const evaluate = () => json('evaluate', '--version', version, '--model', 'baseline:first');

beforeAll(async () => {
  workspace = await emptyFolder();
  await json(
    'mine',
    join(packageRoot, 'corpus/starter/queries.jsonl'),
    '--field',
    'text',
    '--name',
    'starter',
  );
  await json('pool', 'add', 'starter', '--limit', '200');
  await json('build', '--version', version, '--size', '20', '--hard-size', '0', '--private', '0.3');
});

describe('a private part', () => {
  it('is asked where it is, left out with a word where it is not, and its runs are kept apart', async () => {
    const { counts, private: part } = await json('versions', 'show', version);
    const sum = (both: Record<string, number>): number => Object.values(both).reduce((a, b) => a + b, 0);
    expect(sum(counts.mixeval) + sum(part.counts.mixeval)).toBe(40);
    const whole = await evaluate();
    expect(whole.runs[0]).toMatchObject({ n: 40, complete: true });

    const [here, away] = [join(workspace, 'private'), join(workspace, 'elsewhere')];
    await rename(here, away);
    const published = await evaluate();
    expect(published.runs[0]).toMatchObject({ n: sum(counts.mixeval), complete: true });
    expect(published.stderr).toContain('private part');
    const board = () => json('leaderboard', '--version', version);
    expect((await board()).entries[0].n).toBe(sum(counts.mixeval));
    await rename(away, here);
    const again = await board();
    expect(again.entries[0].n).toBe(40);
    expect(again.leftOut).toMatchObject([{ reason: 'other-release' }]);
  });
});
