import type { ReleaseItem } from '../../src/core/schemas/release-item.js';
import type { ExportFormat } from './format.js';
import { aboutItem, asLines, lettered, letterOf, publishedSplits } from './published-items.js';

/** Grades by rules alone: exact answers after normalisation. Weights are the release's. */
const metricsFile = `"""Scores of a mixeval release: each answer counts with its item's weight."""

import re
import string

ARTICLES = re.compile(r"\\b(a|an|the)\\b")


def _normalise(text):
    text = "".join(ch for ch in text.lower() if ch not in string.punctuation)
    return " ".join(ARTICLES.sub(" ", text).split())


def _said(response):
    marked = re.findall(r"answer\\s*(?:is)?\\s*[:=]?\\s*(.+)", response, re.IGNORECASE)
    return marked[-1] if marked else response


def process_free_form(doc, results):
    said = _normalise(_said(results[0]))
    right = any(_normalise(answer) == said for answer in doc["answers"])
    return {"score": (float(right), doc["weight"])}


def process_multiple_choice(doc, results):
    letters = re.findall(r"\\b([A-Z])\\b", _said(results[0]))
    right = bool(letters) and letters[0] == doc["answer"]
    return {"score": (float(right), doc["weight"])}


def weighted_mean(items):
    total = sum(weight for _, weight in items)
    return sum(score * weight for score, weight in items) / total if total else 0.0
`;

const instructions = {
  'free-form': 'Give the answer as briefly as you can: a name, a number or a few words.',
  'multiple-choice': 'Answer with the letter of the right option alone.',
} as const;

/** A name that YAML, file systems and command lines take as it is. */
function taskName(...parts: readonly string[]): string {
  return parts.join('_').replace(/[^A-Za-z0-9]+/g, '_');
}

function record(item: ReleaseItem) {
  return {
    id: item.id,
    question: lettered(item),
    instruction: instructions[item.problem_type],
    ...(item.problem_type === 'multiple-choice'
      ? { answer: letterOf(item.target[0]) }
      : { answers: item.target, answer: item.target[0] }),
    ...aboutItem(item),
  };
}

function taskFile(task: string, format: ReleaseItem['problem_type']): string {
  return [
    `task: ${task}`,
    'dataset_path: json',
    'dataset_kwargs:',
    '  data_files:',
    `    test: ${task}.jsonl`,
    'test_split: test',
    'output_type: generate_until',
    'doc_to_text: "{{question}}\\n\\n{{instruction}}\\nAnswer:"',
    'doc_to_target: "{{answer}}"',
    `process_results: !function metrics.process_${format === 'free-form' ? 'free_form' : 'multiple_choice'}`,
    'generation_kwargs:',
    '  until: ["</s>"]',
    '  do_sample: false',
    '  temperature: 0.0',
    '  max_gen_toks: 256',
    'metric_list:',
    '  - metric: score',
    '    aggregation: !function metrics.weighted_mean',
    '    higher_is_better: true',
    'metadata:',
    '  version: 1.0',
    '',
  ].join('\n');
}

/** A folder of tasks for EleutherAI's lm-evaluation-harness (0.4), one a split, to be run from within it. */
export const lmEval: ExportFormat = {
  name: 'lm-eval',
  description: 'tasks for lm-evaluation-harness; run it within the folder with --include_path .',
  async *render(release) {
    const tasks: string[] = [];
    for await (const { benchmark, format, items } of publishedSplits(release)) {
      const task = taskName('mixeval', release.version, benchmark, format);
      tasks.push(task);
      yield { path: `${task}.jsonl`, data: asLines(items.map(record)) };
      yield { path: `${task}.yaml`, data: taskFile(task, format) };
    }
    yield { path: 'metrics.py', data: metricsFile };
    const group = taskName('mixeval', release.version);
    yield {
      path: `${group}.yaml`,
      data: [`group: ${group}`, 'task:', ...tasks.map((task) => `  - ${task}`), ''].join('\n'),
    };
  },
};
