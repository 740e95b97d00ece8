import { canonicalJson, sha256 } from '../../src/core/hash.js';
import { Journal, readJournal } from '../../src/core/journal.js';
import type { Item } from '../../src/core/schemas/item.js';
import { type JudgeReplyRecord, judgeReplyRecordSchema, type ResponseRecord } from '../records.js';
import type { Answered } from './ask.js';
import { costUsd } from './cost.js';
import type { Judge } from './grade-response.js';
import type { Paid } from './spent.js';

interface Pending {
  /** Of an earlier process, not handed out yet. */
  readonly replies: JudgeReplyRecord[];
  paid: Paid;
}

/**
 * What judges replied, on disk before anything else happens to it: a verdict may take several replies, and a run that is
 * killed between two of them asks for none again. In memory stands only what is of responses without a grade.
 */
export class JudgeReplies {
  readonly #file: string;
  readonly #pending = new Map<number, Pending>();
  /** Opened by the first reply: most runs have none. */
  #journal: Promise<Journal> | undefined;

  /** @param file where they stand, or will */
  constructor(file: string) {
    this.#file = file;
  }

  /** All that was written so far. */
  read(onDamaged: () => void): AsyncGenerator<JudgeReplyRecord> {
    return readJournal(this.#file, judgeReplyRecordSchema, { onDamaged });
  }

  /** Holds a reply that was read until its task has a grade. */
  hold(task: number, reply: JudgeReplyRecord): void {
    this.#count(task, reply).replies.push(reply);
  }

  /** Hands out the next reply that this judge gave to the same question before, if any is left. */
  take(task: number, judge: string, about: string): JudgeReplyRecord | undefined {
    const replies = this.#pending.get(task)?.replies ?? [];
    const at = replies.findIndex((reply) => reply.judge === judge && reply.about === about);
    return at === -1 ? undefined : replies.splice(at, 1)[0];
  }

  /** Writes a new reply. */
  async add(task: number, reply: JudgeReplyRecord): Promise<void> {
    this.#journal ??= Journal.open(this.#file);
    await (await this.#journal).append(reply);
    this.#count(task, reply);
  }

  /** Lets go of the replies to a response that has its grade now, and says what they took. */
  drop(task: number): Paid | undefined {
    const paid = this.#pending.get(task)?.paid;
    this.#pending.delete(task);
    return paid;
  }

  async close(): Promise<void> {
    await (await this.#journal)?.close();
  }

  #count(task: number, { requests, costUsd: cost }: JudgeReplyRecord): Pending {
    const pending = this.#pending.get(task) ?? { replies: [], paid: { requests: 0, costUsd: 0 } };
    const { paid } = pending;
    pending.paid = {
      requests: paid.requests + requests,
      costUsd: paid.costUsd === undefined || cost === undefined ? undefined : paid.costUsd + cost,
    };
    this.#pending.set(task, pending);
    return pending;
  }
}

/** Where replies to one response are found and kept. */
export interface RepliesToOne {
  take(judge: string, about: string): JudgeReplyRecord | undefined;
  add(reply: JudgeReplyRecord): Promise<void>;
}

/**
 * A judge of one response that is asked only for what it has not replied yet. A reply is known by the judge, its settings,
 * the item and the response, and not by the words of the request: whether these ask for JSON depends on what the judge's
 * server was seen to take by then.
 */
export function remembering(
  { model, price, ask }: Judge,
  item: Item,
  { item: id, repeat, key, response }: Pick<ResponseRecord, 'item' | 'repeat' | 'key' | 'response'>,
  replies: RepliesToOne,
): Judge {
  const { name, origin, defaults } = model;
  const keep = async (about: string, { reply, requests, seconds }: Answered): Promise<void> => {
    const { text, finishReason, usage } = reply;
    const cost = price && costUsd(price, usage?.inputTokens ?? 0, usage?.outputTokens ?? 0);
    await replies.add({
      item: id,
      repeat,
      key,
      judge: name,
      about,
      text,
      finishReason,
      ...(usage ? { usage } : {}),
      seconds,
      requests,
      ...(cost === undefined ? {} : { costUsd: cost }),
    });
  };
  return {
    model,
    price,
    async ask(request) {
      const about = sha256(canonicalJson([origin, defaults, item, response]));
      const known = replies.take(name, about);
      if (!known) return ask(request, (answered) => keep(about, answered));
      const { requests, seconds, ...reply } = known;
      return { reply, requests, seconds };
    },
  };
}
