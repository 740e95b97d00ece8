import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../src/core/package.js';

const rooms = ['encoder', 'corpus', 'mixer', 'versions', 'eval', 'src/core', 'src/cli'];

/** Names of the rules that dependency-cruiser sees broken in a house of one file a room and one import. */
async function brokenRules(from: string, to: string): Promise<string[]> {
  const house = await mkdtemp(join(tmpdir(), 'mixeval-house-'));
  const files = new Map(rooms.map((room) => [`${room}/part.ts`, 'export const part = 1;\n']));
  const climb = '../'.repeat(from.split('/').length);
  files.set(
    `${from}/planted.ts`,
    `import { part } from '${climb}${to}/part.js';\nexport const planted = part;\n`,
  );
  for (const [path, text] of files) {
    await mkdir(dirname(join(house, path)), { recursive: true });
    await writeFile(join(house, path), text);
  }
  // The tool finds TypeScript beside the code that it reads.
  await symlink(join(packageRoot, 'node_modules'), join(house, 'node_modules'));
  await symlink(join(packageRoot, 'tsconfig.json'), join(house, 'tsconfig.json'));
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(packageRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', join(packageRoot, '.dependency-cruiser.cjs'), '--output-type', 'json'],
      ...['encoder', 'corpus', 'mixer', 'versions', 'eval', 'src'],
    ],
    { cwd: house, encoding: 'utf8' },
  );
  const report: { modules: unknown[]; summary: { violations: { rule: { name: string } }[] } } =
    JSON.parse(stdout);
  expect(report.modules.length).toBeGreaterThanOrEqual(rooms.length);
  return report.summary.violations.map((violation) => violation.rule.name);
}

describe('the rooms import in one direction', () => {
  it.each([
    ['encoder', 'corpus', 'encoder-imports-forward'],
    ['corpus', 'mixer', 'corpus-imports-forward'],
    ['mixer', 'versions', 'mixer-imports-forward'],
    ['versions', 'eval', 'versions-imports-forward'],
    ['eval', 'src/cli', 'eval-imports-forward'],
    ['src/core', 'encoder', 'core-imports-a-room'],
    ['eval', 'encoder', 'asking-a-model-waits-for-the-corpus'],
  ])('an import from %s of %s is found', async (from, to, rule) => {
    expect(await brokenRules(from, to)).toEqual([rule]);
  });

  it.each([
    ['eval', 'versions'],
    ['mixer', 'src/core'],
    ['src/cli', 'eval'],
  ])('an import from %s of %s is fine', async (from, to) => {
    expect(await brokenRules(from, to)).toEqual([]);
  });
});
