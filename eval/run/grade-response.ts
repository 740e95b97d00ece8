import type { Item } from '../../src/core/schemas/item.js';
import type { Model, ModelRequest } from '../model.js';
import { cutReasoning } from '../parsers/index.js';
import type { Parser, VoteKind } from '../parsers/parser.js';
import { promptFor } from '../prompts/index.js';
import type { GradeRecord, ResponseRecord } from '../records.js';
import type { Answered, Asked } from './ask.js';
import { costUsd } from './cost.js';
import type { Price } from './task.js';

/** A model that judges, asked with retries and within its server's room. */
export interface Judge {
  readonly model: Model;
  readonly price: Price | undefined;
  /**
   * @param keep writes an answer down before anything else happens to it
   * @throws where the judge cannot be asked at all
   */
  readonly ask: (request: ModelRequest, keep?: (asked: Answered) => Promise<void>) => Promise<Asked>;
}

export interface GradingContext {
  readonly parser: Parser;
  /** Of the subject. */
  readonly kind: Model['kind'];
  readonly judges: readonly Judge[];
  readonly vote?: VoteKind | undefined;
  readonly shuffleOptions?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The grade of one response: the parser's verdict on its answer, reasoning cut. A response without an answer is unscored
 * without asking anybody.
 */
export async function gradeResponse(
  item: Item,
  { repeat, key, response, failure, finishReason }: ResponseRecord,
  { parser, kind, judges, vote = 'median', shuffleOptions = false, signal }: GradingContext,
): Promise<GradeRecord> {
  const answer = promptFor(kind, item.problem_type).answerIn(cutReasoning(response));
  const reason = failure ?? (answer.trim() === '' ? 'empty' : undefined);
  if (reason) {
    return {
      item: item.id,
      repeat,
      key,
      score: null,
      reason,
      parser: 'none',
      by: finishReason,
      confidence: 1,
    };
  }
  const spent: JudgeSpent = { requests: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
  const { votes, ...verdict } = await parser.parse(
    { item, response: answer },
    {
      judges: judges.map((judge) => counted(judge, spent)),
      vote,
      shuffleOptions,
      ...(signal ? { signal } : {}),
    },
  );
  const { costUsd: paid, ...effort } = spent;
  return {
    item: item.id,
    repeat,
    key,
    ...verdict,
    ...(votes ? { votes: [...votes] } : {}),
    ...(spent.requests > 0 ? { judge: { ...effort, ...(paid === undefined ? {} : { costUsd: paid }) } } : {}),
  };
}

/** What judges were asked. */
export interface JudgeSpent {
  requests: number;
  inputTokens: number;
  outputTokens: number;
  /** US dollars; undefined once a price is not known. */
  costUsd: number | undefined;
}

/** A judge as a parser sees it, its requests and tokens added up. A question that it fails on has an empty reply. */
export function counted(judge: Judge, spent: JudgeSpent): Model {
  const { name, origin, kind, defaults, reusable, schemas } = judge.model;
  return {
    name,
    origin,
    kind,
    defaults,
    reusable,
    schemas,
    async ask(request) {
      const asked = await judge.ask(request);
      spent.requests += asked.requests;
      if ('failure' in asked) return { text: '', finishReason: asked.failure.kind };
      const { inputTokens = 0, outputTokens = 0 } = asked.reply.usage ?? {};
      spent.inputTokens += inputTokens;
      spent.outputTokens += outputTokens;
      spent.costUsd =
        judge.price && spent.costUsd !== undefined
          ? spent.costUsd + costUsd(judge.price, inputTokens, outputTokens)
          : undefined;
      return asked.reply;
    },
  };
}
