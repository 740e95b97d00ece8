import type { Step } from '../benchmark.js';
import { takeListedOptions } from './listed-options.js';

const opening = /^\s*(?:Question|Q)\s*:\s*/;
const closing = /(?:^|\n|(?<=[.?!"”'])[^\S\n]+)(?:Answer|A|Output)\s*:\s*$/;
/** A label within the text, at the start of a line or after the end of a sentence. */
const innerLabels = /(?:\n\s*|(?<=[.?!"”'])[^\S\n]+)(?:Question|Q)\s*:\s*/g;

/** Strips what a template wrote around a question: `Question: `, `Q: `, `\nAnswer:`, `\nA:`. */
export const undecorate: Step = (item) => ({ ...item, prompt: bare(item.prompt) });

function bare(text: string): string {
  const stripped = text.replace(closing, '').replace(opening, '');
  // One label within is the template's too (an instruction, then the question); several are examples.
  const labels = stripped.match(innerLabels) ?? [];
  return unquoted((labels.length === 1 ? stripped.replace(innerLabels, '\n') : stripped).trim());
}

/** A field of a CSV file that was copied with its quotes: `"He said ""no""."`. */
function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  const isField = /^".*"$/s.test(text) && inner.includes('""') && !inner.replaceAll('""', '').includes('"');
  return isField ? inner.replaceAll('""', '"') : text;
}

const passageLabel = /^\s*(?:Passage|Context|Sentence)\s*:\s*/;
/** Where somebody forgot the label: the last line, if it asks something. */
const unlabelledQuestion = /\n(?=[^\n]+\?\s*(?:\nAnswer:\s*)?$)/;

/** Parts `Passage: ... Question: ...` into the passage and the question; the last `Question:` counts. */
export const splitPassage: Step = (item) => {
  const { prompt } = item;
  if (item.context !== null || !passageLabel.test(prompt)) return item;
  const label = [...prompt.matchAll(innerLabels)].at(-1) ?? unlabelledQuestion.exec(prompt);
  if (!label) return item;
  return {
    ...item,
    context: prompt.slice(0, label.index).replace(passageLabel, ''),
    prompt: prompt.slice(label.index + label[0].length),
  };
};

/** For files whose questions were templated for completion: passage, options and decorations are taken apart. */
export const templated: readonly Step[] = [splitPassage, undecorate, takeListedOptions, undecorate];
