import { z } from 'zod';
import { toMixevalError } from '../../../src/core/errors.js';
import { canonicalJson, sha256 } from '../../../src/core/hash.js';
import { Journal, readJournal } from '../../../src/core/journal.js';
import type { LongTask } from '../../../src/core/progress.js';
import { type Random, seededRandom } from '../../../src/core/random.js';
import type { Message, Model, ModelRequest, TextScore } from '../../model.js';
import { cutReasoning } from '../../parsers/index.js';
import { refuses } from '../../parsers/rules/refusal.js';
import { type Answered, askUntilAnswered, type Failed } from '../../run/ask.js';
import { type BudgetLine, expectedCost } from '../../run/budget.js';
import { costOfTokens } from '../../run/cost.js';
import type { Endpoint } from '../../run/endpoint.js';
import { createStop, type Stop } from '../../run/stop.js';
import { effectiveParameters, type Price, responseKey, type Subject } from '../../run/task.js';
import type { ReplyWanted, ScoreWanted } from './probe.js';

const tokens = z.number().int().nonnegative().exactOptional();

/** Of each token log-probability, mean and deviation. */
const scoreSchema = z.array(z.tuple([z.number(), z.number(), z.number()]));

const answerSchema = z.object({
  key: z.string(),
  /** The reply; empty where a score was asked for, or nothing came. */
  text: z.string(),
  score: scoreSchema.exactOptional(),
  /** Whether it refuses, by its server's word or by its own. */
  refused: z.boolean(),
  /** Why there is no answer, where there is none and would be none again. */
  failure: z.string().exactOptional(),
  inputTokens: tokens,
  outputTokens: tokens,
});
export type StoredAnswer = z.infer<typeof answerSchema>;

/** Something to ask, with the key that its answer is kept by. */
export interface Asking {
  readonly key: string;
  readonly wanted: ReplyWanted | ScoreWanted;
}

/** What all questions to one model share. */
export interface AskingContext {
  readonly subject: Subject;
  readonly price: Price | undefined;
  readonly endpoint: Endpoint;
  readonly budget: BudgetLine | undefined;
  /** Requests in hand at once. */
  readonly width: number;
  /** Answers are written there before anything else happens to them, and taken from there. */
  readonly journalFile: string;
}

export interface AnswersGiven {
  readonly answers: ReadonlyMap<string, StoredAnswer>;
  /** Requests sent, failed tries included. */
  readonly requests: number;
  /** Answers that an earlier command had got. */
  readonly reused: number;
}

/** The key of a question to a model: server, model, and everything that is sent. */
export function askingOf(subject: Subject, wanted: ReplyWanted | ScoreWanted): Asking {
  const { model } = subject;
  const key =
    'text' in wanted
      ? sha256(canonicalJson([model.origin, model.name, 'score', wanted.text]))
      : responseKey(model, requestOf(subject, wanted), 0);
  return { key, wanted };
}

function requestOf(subject: Subject, { messages, maxTokens }: ReplyWanted): ModelRequest {
  const parameters = effectiveParameters(subject);
  const system: Message[] =
    subject.systemPrompt === undefined ? [] : [{ role: 'system', content: subject.systemPrompt }];
  return {
    messages: [...system, ...messages],
    parameters: { ...(maxTokens === undefined ? {} : { maxTokens }), ...parameters },
  };
}

/**
 * Asks what the journal does not know yet; the same call goes on where it stopped.
 *
 * @throws MixevalError once nothing further can be asked (`quota`, `unreachable`, `incomplete` at the cost cap,
 *   `interrupted`); what was answered is kept
 */
export async function askQuestions(
  askings: readonly Asking[],
  context: AskingContext,
  task: LongTask,
): Promise<AnswersGiven> {
  const wanted = new Map(askings.map((asking) => [asking.key, asking]));
  const answers = new Map<string, StoredAnswer>();
  for await (const answer of readJournal(context.journalFile, answerSchema)) {
    if (wanted.has(answer.key)) answers.set(answer.key, answer);
  }
  const reused = answers.size;
  const open = [...wanted.values()].filter(({ key }) => !answers.has(key));
  if (open.length === 0) return { answers, requests: 0, reused };
  const stop = createStop(task.signal);
  const journal = await Journal.open(context.journalFile);
  const random = seededRandom(context.journalFile, 'retry pauses');
  let requests = 0;
  const tell = (): void =>
    task.onProgress?.({ stage: 'ask', done: answers.size, total: wanted.size, unit: 'questions' });
  const work = async (): Promise<void> => {
    for (let next = open.shift(); next && !stop.signal.aborted; next = open.shift()) {
      try {
        const kept = await askOne(next, context, journal, stop, random);
        requests += kept.requests;
        if (kept.answer) answers.set(next.key, kept.answer);
        tell();
      } catch (error) {
        stop.by(toMixevalError(error));
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: context.width }, work));
    if (stop.error) throw stop.error;
    return { answers, requests, reused };
  } finally {
    stop.end();
    await journal.close();
  }
}

async function askOne(
  { key, wanted }: Asking,
  { subject, price, endpoint, budget }: AskingContext,
  journal: Journal,
  stop: Stop,
  random: Random,
): Promise<{ requests: number; answer: StoredAnswer | undefined }> {
  const isScore = 'text' in wanted;
  const model = isScore ? scoring(subject.model, wanted.text) : subject.model;
  // What is scored stands in the request for those who count its tokens.
  const request: ModelRequest = isScore
    ? { messages: [{ role: 'user', content: wanted.text }], parameters: { maxTokens: 1 } }
    : requestOf(subject, wanted);
  let kept: StoredAnswer | undefined;
  const keep = async (asked: Answered | Failed): Promise<void> => {
    const answer = answerOf(key, asked, isScore);
    await journal.append(answer);
    kept = answer;
    if (price) budget?.pay(costOfTokens(price, answer.inputTokens ?? 0, answer.outputTokens ?? 0));
  };
  const asked = await askUntilAnswered(model, request, {
    endpoint,
    random,
    stop: stop.signal,
    cut: stop.cut,
    onStop: stop.by,
    keep,
    ...(price && budget ? { reserve: () => budget.reserve(expectedCost(price, request)) } : {}),
  });
  // A failure that may pass is not kept: the same command asks again.
  if ('failure' in asked && asked.failure.reason !== 'provider-error') await keep(asked);
  return { requests: asked.requests, answer: kept };
}

/** The model as one whose answer is a text's score, so that retries, pauses and deadlines are those of any question. */
function scoring(model: Model, text: string): Model {
  return {
    ...model,
    ask: async (_request, signal) => {
      const score = await model.score?.(text, signal);
      return { text: JSON.stringify(packed(score)), finishReason: 'stop' };
    },
  };
}

function packed(score: TextScore | undefined): number[][] {
  const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
  return (score?.tokens ?? []).map(({ logProb, mean, deviation }) => [logProb, mean, deviation].map(rounded));
}

/** A stored score as a score; undefined where there is none. */
export function scoreIn(answer: StoredAnswer | undefined): TextScore | undefined {
  if (answer?.score === undefined) return undefined;
  return { tokens: answer.score.map(([logProb, mean, deviation]) => ({ logProb, mean, deviation })) };
}

/** Where a refusal says so, it does at the beginning. */
const beginning = 200;

function answerOf(key: string, asked: Answered | Failed, isScore: boolean): StoredAnswer {
  if ('failure' in asked) {
    const { reason } = asked.failure;
    return { key, text: '', refused: reason === 'content-filter', failure: reason };
  }
  const { text, finishReason, usage } = asked.reply;
  if (isScore) {
    const score = scoreSchema.parse(JSON.parse(text));
    // The first token has no score, and one more may be generated: servers count both.
    return { key, text: '', score, refused: false, inputTokens: score.length + 1, outputTokens: 1 };
  }
  const answer = cutReasoning(text);
  const held = finishReason === 'refusal' || finishReason === 'content_filter';
  return { key, text: answer, refused: held || refuses(answer.slice(0, beginning)), ...usage };
}
