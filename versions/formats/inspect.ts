import type { ExportFormat } from './format.js';
import { aboutItem, asLines, letterOf, publishedSplits, questionText } from './published-items.js';

/** Samples for Inspect (UK AI Security Institute): `json_dataset("mixeval/multiple-choice.jsonl")`. */
export const inspect: ExportFormat = {
  name: 'inspect',
  description: "samples for Inspect's json_dataset, a file a split; weights in the metadata",
  async *render(release) {
    for await (const { benchmark, format, items } of publishedSplits(release)) {
      const samples = items.map((item) => ({
        id: item.id,
        input: questionText(item),
        ...(item.problem_type === 'multiple-choice'
          ? { choices: item.options, target: letterOf(item.target[0]) }
          : { target: item.target }),
        metadata: aboutItem(item),
      }));
      yield { path: `${benchmark}/${format}.jsonl`, data: asLines(samples) };
    }
  },
};
