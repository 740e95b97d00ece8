/** Reads the body of a reply, good or bad. */

import { z } from 'zod';
import type { ModelReply } from '../model.js';
import { ProviderFailure } from './failure.js';

const partsSchema = z.array(z.looseObject({ type: z.string(), text: z.string().optional() }));
const contentSchema = z.union([z.string(), partsSchema]).nullish();
const tokens = z.number().int().nonnegative();

/** The reply of /chat/completions and of /completions, as far as it is read. */
const replySchema = z.object({
  choices: z
    .array(
      z.object({
        text: z.string().nullish(),
        message: z
          .object({
            content: contentSchema,
            refusal: z.string().nullish(),
            reasoning_content: z.string().nullish(),
            reasoning: z.string().nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(undefined),
});

/** Why Gemini ends a reply for what is in it: it keeps the names of its own interface. */
const filteredReasons = new Set(['SAFETY', 'RECITATION', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII']);

/** Some services answer 200 and put the failure into the body: its status too, or what there is to say of a broken server. */
const hiddenErrorSchema = z
  .object({ error: z.union([z.string(), z.looseObject({ code: z.unknown() })]) })
  .transform(({ error }) =>
    typeof error === 'string' ? 500 : z.coerce.number().int().min(400).max(599).catch(500).parse(error.code),
  );

/**
 * Reads the body of a reply with status 200.
 *
 * @param failureOf what an error in the body means, by the status that it should have come with
 * @throws ProviderFailure `bad-body` for text that is not JSON (cut off, an HTML page) or not a reply
 */
export function readReply(body: string, failureOf: (status: number) => ProviderFailure): ModelReply {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new ProviderFailure('bad-body', 'The server answered with text that is not JSON.', { cause });
  }
  const parsed = replySchema.safeParse(value);
  const choice = parsed.data?.choices[0];
  if (!choice) {
    const hidden = hiddenErrorSchema.safeParse(value);
    if (hidden.success) throw failureOf(hidden.data);
    throw new ProviderFailure('bad-body', 'The server answered with JSON that is not a reply.');
  }
  const { message } = choice;
  const refusal = message?.refusal ?? '';
  const answer = choice.text ?? textOf(message?.content);
  const reasoning = message?.reasoning_content ?? message?.reasoning ?? '';
  const usage = parsed.data?.usage;
  const ended = choice.finish_reason ?? 'unknown';
  const finishReason = filteredReasons.has(ended) ? 'content_filter' : ended;
  return {
    text: answer === '' ? refusal : answer,
    finishReason: answer === '' && refusal !== '' ? 'refusal' : finishReason,
    ...(reasoning === '' ? {} : { reasoning }),
    ...(usage ? { usage: { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens } } : {}),
  };
}

function textOf(content: z.infer<typeof contentSchema>): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => (part.type === 'text' ? (part.text ?? '') : '')).join('');
}

const codeSchema = z.union([z.string(), z.number()]).nullish().catch(undefined);
const innerSchema = z.object({ code: codeSchema }).nullish().catch(undefined);
/** Google's (google.rpc.ErrorInfo, QuotaFailure, RetryInfo). */
const detailSchema = z.object({
  reason: codeSchema,
  violations: z
    .array(z.object({ quotaId: codeSchema }))
    .nullish()
    .catch(undefined),
  retryDelay: z.string().nullish().catch(undefined),
});
const errorSchema = z.object({
  message: z.string().nullish().catch(undefined),
  code: codeSchema,
  type: codeSchema,
  status: codeSchema,
  param: codeSchema,
  innererror: innerSchema,
  inner_error: innerSchema,
  metadata: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  details: z.array(detailSchema).nullish().catch(undefined),
});
/** Most services put the error under `error`, some at the top; Google's is the one member of a list, LM Studio's a text. */
const errorBodySchema = z.union([
  errorSchema
    .extend({ error: z.string() })
    .transform(({ error, message, ...rest }) => ({ ...rest, message: message || error })),
  z.object({ error: errorSchema }).transform(({ error }) => error),
  z.tuple([z.object({ error: errorSchema })]).transform(([{ error }]) => error),
  errorSchema,
]);

/** What the body of an error reply says: every code in it, for services disagree about the place, and its message. */
export interface ReadError {
  readonly codes: readonly string[];
  readonly message: string;
  /** When to come back, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

export function readError(body: string): ReadError {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { codes: [], message: '' };
  }
  const parsed = errorBodySchema.safeParse(value);
  if (!parsed.success) return { codes: [], message: '' };
  const { message, code, type, status, param, innererror, inner_error, metadata } = parsed.data;
  const details = parsed.data.details ?? [];
  const codes = [
    ...[code, type, status, param, innererror?.code, inner_error?.code],
    ...details.flatMap(({ reason, violations }) => [reason, ...(violations ?? []).map((one) => one.quotaId)]),
  ].filter((found) => typeof found === 'string');
  return {
    // OpenRouter names no code for what its moderation holds back.
    codes: metadata && 'flagged_input' in metadata ? [...codes, 'flagged_input'] : codes,
    message: message ?? '',
    retryAfterMs: details.map(({ retryDelay }) => milliseconds(retryDelay)).find((ms) => ms !== undefined),
  };
}

/** Of a duration in Google's JSON: `34.5s`. */
function milliseconds(duration: string | null | undefined): number | undefined {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(duration ?? '')?.[1];
  return seconds === undefined ? undefined : 1000 * Number(seconds);
}
