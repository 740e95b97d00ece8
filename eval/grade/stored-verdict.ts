import { indexOfLetter } from '../parsers/rules/multiple-choice/letters.js';
import type { GradeRecord } from '../records.js';
import type { MatchedRow } from './match-rows.js';

/**
 * What MixEval's judge, or its rules, said of a response: `judge_score`, `judge_option` or `eval_result` of a judged file.
 *
 * @param judge who judged
 * @returns undefined where the row holds no verdict at all
 */
export function storedVerdict(
  { item, row: { judge_score: score, judge_option: option, eval_result: right } }: MatchedRow,
  judge: string,
): Pick<GradeRecord, 'score' | 'reason' | 'answer' | 'parser' | 'by' | 'confidence'> | undefined {
  const by = { parser: 'stored', by: judge, confidence: 1 };
  if (right !== undefined) return { score: Number(right), ...by };
  if (item.problem_type === 'free-form') {
    if (score === undefined) return undefined;
    return score === null ? { score, reason: 'judge-unreadable', ...by } : { score, ...by };
  }
  if (option === undefined) return undefined;
  const index = option === null ? -1 : indexOfLetter(option.trim().toUpperCase());
  if (index < 0 || index >= item.options.length) return { score: null, reason: 'judge-unreadable', ...by };
  return { score: Number(index === item.target[0]), answer: option?.trim().toUpperCase() ?? '', ...by };
}
