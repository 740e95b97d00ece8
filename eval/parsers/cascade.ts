/** Rules first; a judge for what they leave open, and for an audit sample. */

import { sha256 } from '../../src/core/hash.js';
import { judged } from './model.js';
import type { Parser, Verdict } from './parser.js';
import { readByRules } from './rule.js';
import { plainly } from './rules/refusal.js';

/** Share of what the rules decide that a judge is asked about too. */
const auditShare = 0.02;

/** Whether an item is in the audit sample: the same items in every run, whoever answers. */
export function isAudited(itemId: string): boolean {
  return Number.parseInt(sha256(`audit\u0000${itemId}`).slice(0, 8), 16) / 2 ** 32 < auditShare;
}

/** Whether no answer was given, and plainly so: a judge could add nothing. */
export function isSettled({ reason, confidence }: Pick<Verdict, 'reason' | 'confidence'>): boolean {
  return reason === 'empty' || (reason === 'refused' && confidence >= plainly);
}

/** Rules first; the model for what they leave open, and for an audit sample of what they decided. */
export const cascadeParser: Parser = {
  name: 'cascade',
  needsJudge: true,
  async parse(task, context) {
    const byRules = readByRules(task.item, task.response);
    if (isSettled(byRules)) return byRules;
    if (byRules.score === null) return judged(task, context);
    if (!isAudited(task.item.id)) return byRules;
    const { score, reason } = await judged(task, context);
    // A judge that finds no answer gives no point.
    return { ...byRules, audit: reason === 'unparsed' ? 0 : score };
  },
};
