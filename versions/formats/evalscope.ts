import type { ReleaseItem } from '../../src/core/schemas/release-item.js';
import type { ExportFormat } from './format.js';
import { asLines, letterOf, publishedSplits, questionText } from './published-items.js';

/** More options than these letters its reader does not know. */
const mostOptions = 10;

/** A row of either dataset; undefined for an item that cannot be one. */
function rowOf(item: ReleaseItem): Record<string, unknown> | undefined {
  const { id, weight, benchmark_name: benchmark, canary } = item;
  if (item.problem_type === 'free-form') {
    const [response] = item.target;
    return { query: questionText(item), response, answers: item.target, id, weight, benchmark, canary };
  }
  if (item.options.length > mostOptions) return undefined;
  const options = Object.fromEntries(item.options.map((option, at) => [letterOf(at), option]));
  return {
    question: questionText(item),
    ...options,
    answer: letterOf(item.target[0]),
    id,
    weight,
    benchmark,
    canary,
  };
}

/**
 * Datasets for EvalScope's general_mcq and general_qa: `mcq/<benchmark>_val.jsonl` and `qa/<benchmark>_test.jsonl`. It knows no
 * weights, so its scores are plain means; weights stand in each line.
 */
export const evalScope: ExportFormat = {
  name: 'evalscope',
  description: "datasets for EvalScope's general_mcq and general_qa, in the folders mcq and qa",
  async *render(release) {
    for await (const { benchmark, format, items } of publishedSplits(release)) {
      const data = items.flatMap((item) => rowOf(item) ?? []);
      const path = format === 'free-form' ? `qa/${benchmark}_test.jsonl` : `mcq/${benchmark}_val.jsonl`;
      yield { path, data: asLines(data) };
    }
  },
};
