import { join } from 'node:path';
import { z } from 'zod';
import { exists, readJson, writeJson } from '../../src/core/files.js';
import { type Format, formats } from '../../src/core/schemas/item.js';
import { type Benchmark, benchmarks } from '../../src/core/schemas/release-item.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { RunOutcome } from '../run/run-options.js';
import { roundLikePython } from '../statistics/mixeval-overall.js';

/** A row of MixEval's judged files: which benchmark it is of, and its score. */
export interface ScoredRow {
  readonly format: Format;
  readonly benchmark: string;
  /** 0 to 1. */
  readonly score: number;
}

/**
 * MixEval's score.json of one model (its evaluator at 7c52b41): each split's mean over rows, overall and by benchmark,
 * rounded to three decimals, then the two splits averaged by their rows.
 *
 * @param rows in the order of their files, since the last digit of a sum depends on it
 */
export function mixevalScore(rows: readonly ScoredRow[]): Record<string, number> {
  const names = ['overall', ...new Set(rows.map(({ benchmark }) => benchmark))];
  const means = names.map((name) => {
    const members = rows.filter(({ benchmark }) => name === 'overall' || benchmark === name);
    const total = members.length;
    const mean = formats.reduce((sum, format) => {
      const scores = members.filter((row) => row.format === format).map(({ score }) => score);
      if (scores.length === 0) return sum;
      const rounded = roundLikePython(scores.reduce((left, right) => left + right, 0) / scores.length);
      // The share first: the last digit depends on it.
      return sum + rounded * (scores.length / total);
    }, 0);
    return [name, mean] as const;
  });
  return Object.fromEntries(means);
}

/** MixEval's name of its file of scores, in a run's folder. */
export const mixevalScoreFile = 'score.json';

const scoresSchema = z.record(z.string(), z.number());

/**
 * MixEval's other score.json: those of all models together, by name. It lies in the release's folder of runs, as MixEval's lies
 * in its output folder, and holds the models of one command; those of the Hard benchmark have a file of their own.
 *
 * @param runs what was graded; those without a score.json are left out, and nothing is written where none has one
 */
export async function writeScoresOfModels(
  workspace: Workspace,
  version: string,
  runs: readonly RunOutcome[],
): Promise<void> {
  for (const benchmark of benchmarks) {
    const scores: [string, z.infer<typeof scoresSchema>][] = [];
    for (const run of runs.filter((one) => one.benchmark === benchmark)) {
      const file = join(run.path, mixevalScoreFile);
      if (await exists(file)) scores.push([run.model, await readJson(file, scoresSchema)]);
    }
    if (scores.length === 0) continue;
    await writeJson(join(workspace.runs, version, scoresOfModels[benchmark]), Object.fromEntries(scores));
  }
}

const scoresOfModels: Readonly<Record<Benchmark, string>> = {
  mixeval: 'score.json',
  'mixeval-hard': 'score_hard.json',
};
