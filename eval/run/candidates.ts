import { sha256 } from '../../src/core/hash.js';
import type { Item } from '../../src/core/schemas/item.js';

const most = 2_000;

/**
 * Answers for baselines to choose from: the first accepted answer of each free-form item, each once, in the order of
 * their hashes, so that nothing says which question it belongs to. At most 2,000.
 */
export function candidateAnswers(items: readonly Item[]): string[] {
  const answers = items.flatMap((item) => (item.problem_type === 'free-form' ? (item.target[0] ?? []) : []));
  return [...new Set(answers)]
    .filter((answer) => answer.trim() !== '')
    .map((answer) => ({ answer, hash: sha256(answer) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .slice(0, most)
    .map(({ answer }) => answer);
}
