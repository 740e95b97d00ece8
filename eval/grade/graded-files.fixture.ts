/** Response files of one model and judged files of another on the copied release, for tests. */

import { join } from 'node:path';
import type { Workspace } from '../../src/core/workspace.js';
import type { RunOutcome } from '../run/run-options.js';
import { choiceRows, copiedVersion, freeFormRows, mixevalLines, put } from '../testing/copied-release.js';
import { type GradeOptions, gradeResponses } from './grade.js';

/** Two of four free answers are right, and of two choices one is right and one names no option. */
export const freeForm = mixevalLines(freeFormRows, [
  { response: 'A spider has 8 legs.' },
  { response: 'It has 8 legs.' },
  { response: 'They take in carbon dioxide.' },
  { response: 'Ten.' },
]);
export const multipleChoice = mixevalLines(choiceRows, [{ response: 'B' }, { response: 'Both can.' }]);

/** Grades files of one model. */
export async function grade(
  workspace: Workspace,
  path: string,
  options: Partial<GradeOptions> = {},
  task = {},
): Promise<RunOutcome> {
  const [outcome, more] = await gradeResponses(
    { workspace, version: copiedVersion, paths: [path], ...options },
    task,
  );
  if (!outcome || more) throw new Error('One run was expected.');
  return outcome;
}

/** MixEval's own two files of a model. */
export async function writeResponses(folder: string): Promise<string> {
  await put(join(folder, 'apple_close_freeform.jsonl'), freeForm);
  await put(join(folder, 'apple_close_multichoice.jsonl'), multipleChoice);
  return folder;
}

/** The verdicts of two judges on one model: the first finds all free answers right, the second none. */
export async function writeJudged(folder: string): Promise<string> {
  for (const [judge, score] of [
    ['a_1', 1],
    ['b', 0],
  ] as const) {
    const judged = freeFormRows.map(() => ({ response: 'x', judge_score: score }));
    await put(
      join(folder, `fig/mixeval/judge_results_ff_model_judge_${judge}.jsonl`),
      mixevalLines(freeFormRows, judged),
    );
  }
  return folder;
}
