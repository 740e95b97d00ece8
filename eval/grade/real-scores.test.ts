import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/core/package.js';
import { workspaceAt } from '../../src/core/workspace.js';
import { importRelease } from '../../versions/index.js';
import { gradeResponses } from './grade.js';

/** Files that MixEval's own judge has judged, read in place. */
const data = join(packageRoot, '../shared/data');
const judged = join(data, 'results/mixeval_2024-06-01_responses/qwen-72b-instruct');
const there = existsSync(judged);
if (!there) console.log('../shared/data is not here: no score.json is held against MixEval’s.');

test.skipIf(!there)(
  'score.json of MixEval’s judged files is what its evaluator writes, to the last digit',
  async () => {
    const root = await mkdtemp(join(tmpdir(), 'mixeval-real-scores-'));
    try {
      const workspace = workspaceAt(root);
      const version = '2024-06-01';
      await importRelease({
        workspace,
        folder: join(data, 'releases/mixeval-2024-06-01'),
        version,
        date: version,
      });
      const [outcome] = await gradeResponses({ workspace, version, paths: [judged], parser: 'stored' });
      const score: unknown = JSON.parse(await readFile(join(outcome?.path ?? '', 'score.json'), 'utf8'));
      // What the arithmetic of its compute_metrics (at 7c52b41) gives for the same files in Python 3.11.
      expect(score).toEqual({
        overall: 0.8654999999999999,
        DROP: 0.897,
        BBH: 0.919,
        MATH: 0.895,
        GSM8k: 0.987,
        TriviaQA: 0.865,
        AGIEval: 0.6611461538461538,
        MMLU: 0.814,
        MBPP: 0,
        BoolQ: 0.886,
        HellaSwag: 0.946,
        GPQA: 0.5,
        PIQA: 0.896,
        ARC: 0.989,
        OpenBookQA: 0.932,
        SIQA: 0.755,
        CommonsenseQA: 0.877,
        WinoGrande: 0.667,
      });
      expect(outcome?.mixevalOverall).toBe(0.8654999999999999);
      const all = join(workspace.runs, version, 'score.json');
      expect(JSON.parse(await readFile(all, 'utf8'))).toEqual({ 'qwen-72b-instruct': score });
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  },
);
