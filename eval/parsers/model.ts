/** The parser that asks a judge. */

import { MixevalError } from '../../src/core/errors.js';
import type { Model } from '../model.js';
import { judgeMessages } from './judge-prompts.js';
import { type JudgeReply, readJudgeReply } from './judge-reply.js';
import type { Parser, ParserContext, ParseTask, Verdict } from './parser.js';

/** How often a judge is asked about one response before it counts as unreadable. */
const tries = 3;

/** Asks a model which option a response chooses, or how well it agrees with the accepted answers. */
export const modelParser: Parser = { name: 'model', needsJudge: true, parse: judged };

/**
 * A judge's verdict on a response. A reply that cannot be read is asked for again, in fewer words; then the response is
 * unscored (`judge-unreadable`). A judge that cannot be asked leaves it unscored too (`judge-unavailable`): what failed is
 * known to whoever handed the judge in.
 *
 * @throws the signal's reason once it is aborted; MixevalError `usage` without a judge
 */
export async function judged(
  { item, response }: ParseTask,
  { judge, signal }: ParserContext,
): Promise<Verdict> {
  if (!judge) {
    throw new MixevalError('usage', 'This parser needs a model that judges.', {
      next: 'Name one with --judge, or use --parser rule.',
    });
  }
  const by = { parser: 'model', by: judge.name } as const;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const messages = judgeMessages(item, response, attempt > 0);
    const reply = await ask(judge, messages, signal);
    if (reply === undefined) return { score: null, reason: 'judge-unavailable', ...by, confidence: 0 };
    const verdict: JudgeReply = readJudgeReply(item, reply);
    if (verdict === 'none') return { score: null, reason: 'unparsed', ...by, confidence: 0.9 };
    if (verdict !== undefined) return { ...verdict, ...by, confidence: 0.9 };
  }
  return { score: null, reason: 'judge-unreadable', ...by, confidence: 0 };
}

/** The reply's text, or undefined where the judge failed. */
async function ask(
  judge: Model,
  messages: ReturnType<typeof judgeMessages>,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  try {
    return (await judge.ask({ messages, parameters: {} }, signal)).text;
  } catch (error) {
    if (signal?.aborted || !(error instanceof MixevalError)) throw error;
    return undefined;
  }
}
