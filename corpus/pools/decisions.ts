import { join } from 'node:path';
import { z } from 'zod';
import { MixevalError } from '../../src/core/errors.js';
import { exists, readJson, writeJson } from '../../src/core/files.js';
import { takeLock } from '../../src/core/lock.js';
import { type Item, itemId } from '../../src/core/schemas/item.js';
import type { Workspace } from '../../src/core/workspace.js';

const shared = {
  /** The item's id before any decision. */
  item: z.string().regex(/^[0-9a-f]{32}$/),
  /** Why, in the words of whoever decided. */
  note: z.string().exactOptional(),
};

/** What a person decided on an item whose ground truth was in doubt. */
export const decisionSchema = z.discriminatedUnion('decision', [
  /** The ground truth is right: it is no suspect any more. */
  z.object({ ...shared, decision: z.literal('accept') }),
  /** It stays out of every release. */
  z.object({ ...shared, decision: z.literal('exclude') }),
  /** Its ground truth is another: accepted answers, or the 0-based index of the right option. It gets a new id. */
  z.object({
    ...shared,
    decision: z.literal('fix'),
    target: z.union([z.array(z.string().min(1)).min(1), z.tuple([z.number().int().nonnegative()])]),
  }),
]);
export type Decision = z.infer<typeof decisionSchema>;

const decisionsFile = (workspace: Workspace): string => join(workspace.pools, 'decisions.json');

/** What was decided on items of the workspace's pools, by id; nothing where nobody has decided. */
export async function readDecisions(workspace: Workspace): Promise<Decision[]> {
  const file = decisionsFile(workspace);
  return (await exists(file)) ? readJson(file, z.array(decisionSchema)) : [];
}

/**
 * Keeps decisions beside the pools, where every later release goes by them. The latest on an item counts.
 *
 * @param items of the pools before any decision
 * @throws MixevalError `not-found` for an item that no pool holds, `invalid-data` for a ground truth that cannot be its own
 */
export async function writeDecisions(
  workspace: Workspace,
  decisions: readonly Decision[],
  items: readonly Item[],
): Promise<Decision[]> {
  const byId = new Map(items.map((item) => [item.id, item]));
  for (const decision of decisions) checkDecision(decision, byId.get(decision.item));
  const lock = await takeLock(join(workspace.pools, '.decisions.lock'), 'decisions on items');
  try {
    const all = [...(await readDecisions(workspace)), ...decisions];
    const latest = new Map(all.map((decision) => [decision.item, decision]));
    const sorted = [...latest.values()].sort((a, b) => (a.item < b.item ? -1 : 1));
    await writeJson(decisionsFile(workspace), sorted);
    return sorted;
  } finally {
    await lock.release();
  }
}

function checkDecision(decision: Decision, item: Item | undefined): void {
  if (!item) {
    throw new MixevalError('not-found', `No pool holds the item ${decision.item}.`, {
      next: 'Take the id from `mixeval versions suspects VERSION`.',
      details: { item: decision.item },
    });
  }
  if (decision.decision !== 'fix') return;
  const [first] = decision.target;
  const fits =
    item.problem_type === 'free-form'
      ? typeof first === 'string'
      : typeof first === 'number' && first < item.options.length;
  if (fits) return;
  const expected =
    item.problem_type === 'free-form'
      ? 'a list of accepted answers'
      : `the index of an option, from 0 to ${item.options.length - 1}`;
  throw new MixevalError('invalid-data', `The target of ${item.id} must be ${expected}.`, {
    next: 'Mend that decision; none was taken.',
    details: { item: item.id },
  });
}

/** A pool after decisions. */
export interface DecidedItems {
  /** Sorted by id. */
  readonly items: Item[];
  readonly excluded: number;
  readonly fixed: number;
  /** Ids of items that a person found right. */
  readonly accepted: readonly string[];
}

/** Applies decisions to the items of a pool; one on an item that it does not hold is passed over. */
export function applyDecisions(items: readonly Item[], decisions: readonly Decision[]): DecidedItems {
  const decided = new Map(decisions.map((decision) => [decision.item, decision]));
  const accepted: string[] = [];
  let [excluded, fixed] = [0, 0];
  const kept = items.flatMap((item) => {
    const decision = decided.get(item.id);
    if (decision?.decision === 'exclude') {
      excluded += 1;
      return [];
    }
    if (decision?.decision === 'accept') accepted.push(item.id);
    if (decision?.decision !== 'fix') return [item];
    fixed += 1;
    return [withTarget(item, decision.target)];
  });
  kept.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { items: kept, excluded, fixed, accepted };
}

function withTarget(item: Item, target: readonly (string | number)[]): Item {
  if (item.problem_type === 'free-form') {
    const answers = target.filter((answer): answer is string => typeof answer === 'string');
    return { ...item, target: answers, id: itemId({ ...item, target: answers }) };
  }
  const right = target.find((index): index is number => typeof index === 'number') ?? item.target[0];
  return { ...item, target: [right], id: itemId({ ...item, target: [right] }) };
}
