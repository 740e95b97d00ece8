import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../src/core/package.js';
import { emptyFolder, mixeval } from './command-line.js';

/** Text with every number masked and runs of spaces folded: what stays the same from day to day and machine to machine. */
function shapeOf(text: string): string {
  return text
    .replace(/\d+/g, '9')
    .replace(/9(\.9)?/g, '9')
    .replace(/ \(tie\)/g, '')
    .replace(/ +/g, ' ');
}

describe('the demo', () => {
  it('goes the whole way, shows what the README shows, and uses what is there when it is run again', async () => {
    const cwd = await emptyFolder();
    const first = await mixeval(['demo'], { cwd });
    expect(first.code, first.stderr).toBe(0);
    const readme = await readFile(join(packageRoot, 'README.md'), 'utf8');
    const shown = /```text\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    expect(shapeOf(shown).trim().length).toBeGreaterThan(200);
    for (const line of shapeOf(shown).trim().split('\n'))
      expect(shapeOf(first.stdout)).toContain(line.trim());

    const again = await mixeval(['demo', '--json'], { cwd });
    expect(again.code, again.stderr).toBe(0);
    const { runs } = JSON.parse(again.stdout);
    expect(runs).toHaveLength(6);
    for (const run of runs) {
      expect(run).toMatchObject({ complete: true });
      expect(run.interval[0]).toBeLessThanOrEqual(run.score);
      expect(run.interval[1]).toBeGreaterThanOrEqual(run.score);
    }

    const workspace = join(cwd, 'mixeval', 'demo');
    const remove = ['queries', 'remove', '--match', 'is tomato a fruit', '--dry-run', '--json'];
    const { removed, releases } = JSON.parse((await mixeval([...remove, '--workspace', workspace])).stdout);
    expect(removed.length).toBeGreaterThan(0);
    expect(releases).toEqual([expect.stringMatching(/-demo$/)]);
  });
});
