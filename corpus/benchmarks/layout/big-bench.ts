import type { Step } from '../benchmark.js';
import type { Columns } from './columns.js';

/** BIG-bench's own `task.json`: options and which of them is right in one object. */
export const targetScores: Columns = {
  prompt: 'input',
  options: 'target_scores',
  target: 'target_scores',
  targetAs: 'scores',
};

/** `Valid/Invalid?` at the end of a question: two options. */
export const slashedOptions: Step = (item) => {
  const found = /\n(\w+)\/(\w+)\?$/.exec(item.prompt);
  const [, one, other] = found ?? [];
  if (!found || one === undefined || other === undefined) return item;
  return { ...item, prompt: item.prompt.slice(0, found.index), options: [one, other] };
};

/** Statements judged by `T` and `F`: the words, and no word about letters. */
export const trueOrFalse: Step = (item) => ({
  ...item,
  prompt: item.prompt.replace(/ ?Output T for true and F for false\./, ''),
  ...(item.options?.join() === 'T,F' ? { options: ['True', 'False'] } : {}),
});

/** Sentences with their translations, then the sentence to be translated: the former are the passage. */
export const translationExamples: Step = (item) => {
  const start = item.prompt.search(/Now, translate the following/);
  if (start <= 0) return item;
  return {
    ...item,
    context: item.prompt.slice(0, start).trim(),
    prompt: item.prompt
      .slice(start)
      .replace(/^Now, translate/, 'Translate')
      .replace(/\n[A-Z ]+TRANSLATION:\s*$/, ''),
  };
};
