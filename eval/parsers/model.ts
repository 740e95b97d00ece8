import { MixevalError } from '../../src/core/errors.js';
import { seededRandom, shuffled } from '../../src/core/random.js';
import type { Item } from '../../src/core/schemas/item.js';
import type { Model } from '../model.js';
import { panelVerdict } from './judge-panel.js';
import { type JudgeForm, judgeMessages } from './judge-prompts.js';
import { readJudgeReply } from './judge-reply.js';
import type { Parser, ParserContext, ParseTask, Verdict, Vote } from './parser.js';
import { verdictSchema } from './verdict-schema.js';

/** How often a judge is asked about one response before it counts as unreadable. */
const tries = 3;

/** Asks one model or several which option a response chooses, or how well it agrees with the accepted answers. */
export const modelParser: Parser = { name: 'model', needsJudge: true, parse: judged };

/**
 * The judges' verdict on a response. A reply that cannot be read is asked for again, in fewer words; then the response is
 * unscored (`judge-unreadable`). A judge that cannot be asked leaves it unscored too (`judge-unavailable`): what failed is
 * known to whoever handed the judge in.
 *
 * @throws the signal's reason once it is aborted; MixevalError `usage` without a judge
 */
export async function judged(
  task: ParseTask,
  { judges = [], vote = 'median', shuffleOptions = false, signal }: ParserContext,
): Promise<Verdict> {
  if (judges.length === 0) {
    throw new MixevalError('usage', 'This parser needs a model that judges.', {
      next: 'Name one with --judge, or use --parser rule.',
    });
  }
  const voting = judges.map((judge) => voteOf(judge, task, shuffleOptions, signal));
  // A reply under way is paid: where one judge ends it, the others' are still waited for.
  await Promise.allSettled(voting);
  const votes = await Promise.all(voting);
  const [only, second] = votes;
  if (!only || second) return panelVerdict(task.item, votes, vote);
  const isFailed = only.reason === 'judge-unreadable' || only.reason === 'judge-unavailable';
  return { ...only, parser: 'model', confidence: isFailed ? 0 : 0.9 };
}

/** What one judge says. */
async function voteOf(
  judge: Model,
  { item, response }: ParseTask,
  shuffleOptions: boolean,
  signal: AbortSignal | undefined,
): Promise<Vote> {
  const by = judge.name;
  const order = shuffleOptions ? orderOf(item, by) : undefined;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const as = judge.schemas && judge.schemas.state !== 'refused' ? 'json' : 'brackets';
    const reply = await ask(judge, item, response, { brief: attempt > 0, as, order }, signal);
    if (reply === undefined) return { score: null, reason: 'judge-unavailable', by };
    const verdict = readJudgeReply(item, reply);
    if (verdict === 'none') return { score: null, reason: 'unparsed', by };
    if (verdict !== undefined) return { ...verdict, by };
  }
  return { score: null, reason: 'judge-unreadable', by };
}

/** An item's options in random order, the same one whenever this judge is shown them. */
function orderOf(item: Item, judge: string): readonly number[] | undefined {
  if (item.problem_type === 'free-form') return undefined;
  return shuffled([...item.options.keys()], seededRandom(`${item.id} ${judge}`, 'order of options'));
}

/** The reply's text, or undefined where the judge failed. */
async function ask(
  judge: Model,
  item: Item,
  response: string,
  form: JudgeForm,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const parameters = form.as === 'json' ? { replySchema: verdictSchema(item) } : {};
  try {
    return (await judge.ask({ messages: judgeMessages(item, response, form), parameters }, signal)).text;
  } catch (error) {
    if (signal?.aborted || !(error instanceof MixevalError)) throw error;
    return undefined;
  }
}
