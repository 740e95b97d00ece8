import { z } from 'zod';
import { type Decision, decisionSchema, readDecisions, readPool, writeDecisions } from '../corpus/index.js';
import type { Suspect } from '../mixer/index.js';
import { MixevalError } from '../src/core/errors.js';
import { readJsonLines } from '../src/core/json-lines.js';
import { describeIssues } from '../src/core/parse.js';
import type { LongTask } from '../src/core/progress.js';
import type { Item } from '../src/core/schemas/item.js';
import type { Workspace } from '../src/core/workspace.js';
import { suspectsFile } from './layout.js';
import { parseJson } from './split-file.js';
import { findRelease, readReleaseFile } from './store.js';

const suspectSchema = z.object({
  item: z.string(),
  discrimination: z.number(),
  difficulty: z.number(),
  answers: z.array(z.object({ subject: z.string(), score: z.number(), answer: z.string().exactOptional() })),
});

/** A suspect as a person goes through it. */
export interface SuspectToJudge extends Suspect {
  /** What was decided; null where nobody has. */
  readonly decision: Decision['decision'] | null;
  /** The question with its ground truth; `target` is what `fix` changes. */
  readonly benchmark: string;
  readonly context: string | null;
  readonly prompt: string;
  readonly options: readonly string[] | null;
  readonly target: Item['target'];
}

/**
 * The items that a release kept out of Hard because strong subjects miss them more than weak ones, worst first, with what
 * stands in the pools and what was decided. Items that no pool holds any more are left out.
 *
 * @throws MixevalError `not-found` for an unknown release, or an imported one, which knows no suspects
 */
export async function listSuspects(
  workspace: Workspace,
  version: string,
  task: LongTask = {},
): Promise<SuspectToJudge[]> {
  const release = await findRelease(workspace, version);
  if (!release.manifest.files[suspectsFile]) {
    throw new MixevalError('not-found', `Release "${version}" was imported: it names no suspects.`, {
      next: 'Name a release that `mixeval build` made.',
    });
  }
  const text = (await readReleaseFile(release, suspectsFile)).toString();
  const value = parseJson(text, suspectsFile);
  const suspects = z.array(suspectSchema).safeParse(value);
  if (!suspects.success) {
    throw new MixevalError('invalid-data', `${suspectsFile}: ${describeIssues(suspects.error, value)}`, {
      cause: suspects.error,
      next: 'The release is of an older form: build a new one.',
    });
  }
  const pool = await readPool(workspace, { undecided: true }, task);
  const byId = new Map(pool.items.map((item) => [item.id, item]));
  const decided = new Map((await readDecisions(workspace)).map(({ item, decision }) => [item, decision]));
  return suspects.data.flatMap((suspect) => {
    const item = byId.get(suspect.item);
    if (!item) return [];
    return [
      {
        ...suspect,
        decision: decided.get(item.id) ?? null,
        benchmark: item.benchmark_name,
        context: item.context,
        prompt: item.prompt,
        options: item.problem_type === 'multiple-choice' ? item.options : null,
        target: item.target,
      },
    ];
  });
}

/**
 * Keeps what was decided on suspects with the pools: every later release goes by it.
 *
 * @returns all decisions that stand now
 * @throws MixevalError `not-found` for an item that no pool holds, `invalid-data` for a ground truth that cannot be
 */
export async function decideSuspects(
  workspace: Workspace,
  decisions: readonly Decision[],
  task: LongTask = {},
): Promise<Decision[]> {
  const { items } = await readPool(workspace, { undecided: true }, task);
  return writeDecisions(workspace, decisions, items);
}

/** A line of a file that was gone through; `decision` null where it was left open. */
const lineSchema = z.union([z.object({ decision: z.null() }), decisionSchema]);

/**
 * Decisions in a file that `listSuspects` gave and a person went through, as JSON Lines.
 *
 * @throws MixevalError `invalid-data` naming the line
 */
export async function readDecisionFile(file: string, { signal }: LongTask = {}): Promise<Decision[]> {
  const decisions: Decision[] = [];
  for await (const line of readJsonLines(file, lineSchema, { signal })) {
    if (line.decision !== null) decisions.push(line);
  }
  return decisions;
}
