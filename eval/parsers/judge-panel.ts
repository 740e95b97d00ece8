import type { Item } from '../../src/core/schemas/item.js';
import type { UnscoredReason } from '../records.js';
import type { Verdict, Vote, VoteKind } from './parser.js';

/**
 * What several judges say together. A choice is the letter (or none) that most of them read; where no letter has most votes,
 * the response is unscored. A free answer gets the median of their scores, or 1 or 0 by majority. Judges whose reply could not
 * be read have no vote; one that could not be asked leaves the whole open, so that it is asked again.
 *
 * @param votes one or more
 */
export function panelVerdict(item: Item, votes: readonly Vote[], kind: VoteKind): Verdict {
  const head = { parser: 'model', by: votes.map(({ by }) => by).join(', '), votes } as const;
  const without = (reason: UnscoredReason): Verdict => ({ ...head, score: null, reason, confidence: 0 });
  if (votes.some(({ reason }) => reason === 'judge-unavailable')) return without('judge-unavailable');
  const readable = votes.filter(({ reason }) => reason !== 'judge-unreadable');
  if (readable.length === 0) return without('judge-unreadable');
  if (item.problem_type === 'multiple-choice') {
    const [first, second] = counted(readable.map(({ answer }) => answer ?? 'none'));
    if (!first || first.count === second?.count) return without('judges-disagree');
    const chosen = readable.find(({ answer }) => (answer ?? 'none') === first.value);
    const confidence = first.count / readable.length;
    if (chosen?.answer === undefined) return { ...head, score: null, reason: 'unparsed', confidence };
    return { ...head, score: chosen.score, answer: chosen.answer, confidence };
  }
  const scores = readable.map(({ score }) => score ?? 0).sort((a, b) => a - b);
  const middle = median(scores);
  const right = scores.filter((score) => score >= 0.5).length;
  const larger = Math.max(right, scores.length - right);
  if (kind === 'majority' && 2 * right === scores.length) return without('judges-disagree');
  const score = kind === 'majority' ? Number(2 * right > scores.length) : middle;
  return { ...head, score, answer: String(score), confidence: larger / scores.length };
}

/** Values with how often each stands there, the most frequent first. */
function counted(values: readonly string[]): { readonly value: string; readonly count: number }[] {
  return [...new Set(values)]
    .map((value) => ({ value, count: values.filter((other) => other === value).length }))
    .sort((a, b) => b.count - a.count);
}

/** The middle of sorted scores; of an even number of them the mean of the two in the middle. */
function median(scores: readonly number[]): number {
  const half = scores.length / 2;
  const [low, high] = [scores[Math.ceil(half) - 1] ?? 0, scores[Math.floor(half)] ?? 0];
  return Number(((low + high) / 2).toFixed(3));
}
