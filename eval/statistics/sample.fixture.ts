import type { FreeFormItem } from '../../src/core/schemas/item.js';
import type { Drawn, ReleaseItem, Split } from '../../src/core/schemas/release-item.js';

/** A split without items, for tests that need only the other one. */
export const emptySplit: Split = { design: 'pareto', batchMatched: 0, auxiliaryTotals: null, items: [] };

/** A free-form item of a release for tests, told apart by its number. */
export function freeFormItem(
  number: number,
  fields: Partial<Drawn> & Partial<Pick<FreeFormItem, 'prompt' | 'target' | 'benchmarks'>> = {},
): Extract<ReleaseItem, { problem_type: 'free-form' }> {
  return {
    problem_type: 'free-form',
    id: number.toString(16).padStart(32, '0'),
    context: null,
    prompt: `Question ${number}?`,
    target: ['yes'],
    benchmark_name: 'First',
    benchmarks: ['First'],
    licence: 'CC0-1.0',
    weight: 1,
    pi: 1,
    tilt: 1,
    difficulty: null,
    similarity: null,
    cluster: 0,
    canary: '',
    ...fields,
  };
}
