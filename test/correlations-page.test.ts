import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { correlationsPage, publishedLeaderboard } from '../scripts/correlations.js';
import { packageRoot } from '../src/core/package.js';

const isThere = await access(publishedLeaderboard).then(
  () => true,
  () => false,
);

it.skipIf(!isThere)(
  `docs/correlations.md says what the published leaderboard comes to${isThere ? '' : ' (skipped: that leaderboard is not on this machine)'}`,
  async () => {
    const page = await correlationsPage(publishedLeaderboard);
    expect(await readFile(join(packageRoot, 'docs/correlations.md'), 'utf8')).toBe(page);
    // SciPy 1.17: spearmanr, kendalltau and pearsonr of the same columns.
    expect(page).toMatch(/\| MixEval \| 33 \| 0\.920 \|.*\| 0\.768 \|.*\| 0\.917 \|/);
    expect(page).toMatch(/\| MixEval-Hard \| 33 \| 0\.970 \|.*\| 0\.877 \|.*\| 0\.977 \|/);
  },
);
