import type { ReleaseItem } from '../../src/core/schemas/release-item.js';
import type { Model, ModelRequest } from '../model.js';
import { cutReasoning } from '../parsers/index.js';
import type { Parser } from '../parsers/parser.js';
import { promptFor } from '../prompts/index.js';
import type { GradeRecord, ResponseRecord } from '../records.js';
import type { Asked } from './ask.js';

/** A model that judges, asked with retries and within its server's room. */
export interface Judge {
  readonly model: Model;
  /** @throws where the judge cannot be asked at all */
  ask(request: ModelRequest): Promise<Asked>;
}

export interface GradingContext {
  readonly parser: Parser;
  /** Of the subject. */
  readonly kind: Model['kind'];
  readonly judge?: Judge | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The grade of one response: the parser's verdict on its answer, reasoning cut. A response without an answer is unscored
 * without asking anybody.
 */
export async function gradeResponse(
  item: ReleaseItem,
  { repeat, key, response, failure, finishReason }: ResponseRecord,
  { parser, kind, judge, signal }: GradingContext,
): Promise<GradeRecord> {
  const head = { item: item.id, repeat, key };
  const answer = promptFor(kind, item.problem_type).answerIn(cutReasoning(response));
  const reason = failure ?? (answer.trim() === '' ? 'empty' : undefined);
  if (reason) return { ...head, score: null, reason, parser: 'none', by: finishReason, confidence: 1 };
  const spent = { requests: 0, inputTokens: 0, outputTokens: 0 };
  const verdict = await parser.parse(
    { item, response: answer },
    { ...(judge ? { judge: counted(judge, spent) } : {}), ...(signal ? { signal } : {}) },
  );
  return { ...head, ...verdict, ...(spent.requests > 0 ? { judge: spent } : {}) };
}

/** A judge as a parser sees it, its requests and tokens added up. A question that it fails on has an empty reply. */
function counted(
  judge: Judge,
  spent: { requests: number; inputTokens: number; outputTokens: number },
): Model {
  const { name, origin, kind, defaults, reusable } = judge.model;
  return {
    name,
    origin,
    kind,
    defaults,
    reusable,
    async ask(request) {
      const asked = await judge.ask(request);
      spent.requests += asked.requests;
      if ('failure' in asked) return { text: '', finishReason: asked.failure.kind };
      spent.inputTokens += asked.reply.usage?.inputTokens ?? 0;
      spent.outputTokens += asked.reply.usage?.outputTokens ?? 0;
      return asked.reply;
    },
  };
}
