import { dirname, join } from 'node:path';
import { z } from 'zod';
import { MixevalError } from '../../src/core/errors.js';
import { exists } from '../../src/core/files.js';
import { readTable } from '../tables/index.js';
import { type ResultLayout, scoreSchema } from './result-layout.js';

const id = z.union([z.string(), z.number()]).transform(String);
const itemSchema = z.object({ task: z.string(), id, question: z.string() });
const rowSchema = z.object({
  task: z.string(),
  model: z.string().min(1),
  id,
  match: scoreSchema,
  /** What was read as the answer. */
  pred: z.unknown(),
});

/** Tasks whose `match` compares LaTeX as plain text, so that equal answers count as wrong. */
const gradedRoughly = new Set(['math-l5']);

async function readQuestions(file: string): Promise<Map<string, string>> {
  if (!(await exists(file))) {
    throw new MixevalError('not-found', `${file} is missing: it says which questions the results are of.`, {
      next: 'Put items.jsonl (task, id, question) beside the results.',
    });
  }
  const questions = new Map<string, string>();
  for await (const { value } of readTable(file)) {
    const item = itemSchema.safeParse(value);
    if (item.success) questions.set(JSON.stringify([item.data.task, item.data.id]), item.data.question);
  }
  return questions;
}

/** ZeroEval's models on GSM8K and others; `items.jsonl` beside the file holds the questions. */
export const zeroeval: ResultLayout = {
  name: 'zeroeval',
  description: 'rows of task, model, id and match (0, 1), with items.jsonl (task, id, question) beside them',
  columns: ['task', 'model', 'id', 'match'],
  needsRelease: false,
  async *read(file, items, options) {
    const questions = await readQuestions(join(dirname(file), 'items.jsonl'));
    for await (const { value } of readTable(file, options)) {
      const row = rowSchema.safeParse(value);
      if (!row.success) {
        yield 'unreadable';
        continue;
      }
      const { task, model, match, pred } = row.data;
      const question = questions.get(JSON.stringify([task, row.data.id]));
      const item = question === undefined ? undefined : await items.byQuestion(question);
      if (gradedRoughly.has(task)) yield 'approximate-grading';
      else if (match === null) yield 'unscored';
      else if (item === undefined) yield 'unknown-item';
      else
        yield { subject: model, item, score: match, ...(typeof pred === 'string' ? { answer: pred } : {}) };
    }
  },
};
