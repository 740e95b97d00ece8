import { z } from 'zod';
import { systemCode } from '../../src/core/errors.js';
import type { GenerationParameters, Message, Model, ModelReply } from '../model.js';
import { failureKindOf, ProviderFailure } from './failure.js';

/** What a function that answers is asked. */
export interface FunctionQuestion {
  readonly messages: readonly Message[];
  readonly parameters: GenerationParameters;
  /** Aborted where nobody waits for the answer any longer. */
  readonly signal: AbortSignal | undefined;
}

/** A model as a function: gives the answer's text, or a reply with what else is known of it. */
export type AskFunction = (question: FunctionQuestion) => unknown;

const tokens = z.number().int().nonnegative();
const replySchema = z.union([
  z.string().transform((text): ModelReply => ({ text, finishReason: 'stop' })),
  z.strictObject({
    text: z.string(),
    reasoning: z.string().exactOptional(),
    finishReason: z.string().default('stop'),
    usage: z.object({ inputTokens: tokens, outputTokens: tokens }).exactOptional(),
  }),
]);

const statusSchema = z.object({ status: z.number().int() });
const codeSchema = z.object({ code: z.string() });

/**
 * A model that a function answers for: `models: { mine: { ask } }` in mixeval.config.ts. Its answers are not used again by
 * other runs, since nothing says whether the function is still the same.
 *
 * An error that it throws is read by its `status` (as of HTTP) and `code`; one that has neither is taken as the fault of
 * that question, and of the function where it meets the first questions of a run.
 *
 * @param name its name in the config
 */
export function functionModel(name: string, ask: AskFunction, kind: Model['kind'] = 'chat'): Model {
  return {
    name,
    origin: `function:${name}`,
    kind,
    defaults: {},
    reusable: false,
    async ask({ messages, parameters }, signal) {
      let given: unknown;
      try {
        given = await ask({ messages, parameters, signal });
      } catch (cause) {
        if (signal?.aborted || cause instanceof ProviderFailure) throw cause;
        throw failureOf(name, cause);
      }
      const reply = replySchema.safeParse(given);
      if (reply.success) return reply.data;
      throw new ProviderFailure(
        'bad-request',
        `The function of ${name} gave neither a text nor { text, reasoning?, finishReason?, usage? }.`,
        { next: 'Mend the function in the config, then run the same command again: it goes on.' },
      );
    },
  };
}

function failureOf(name: string, cause: unknown): ProviderFailure {
  const status = statusSchema.safeParse(cause).data?.status;
  const code = codeSchema.safeParse(cause).data?.code;
  const said = cause instanceof Error ? cause.message : String(cause);
  const message = `The function of ${name} failed: ${said.slice(0, 300)}`;
  if (status !== undefined) {
    return new ProviderFailure(failureKindOf({ status, codes: code ? [code] : [] }), message, {
      cause,
      status,
    });
  }
  // `fetch` hides the system's error one level down.
  const system = systemCode(cause) ?? systemCode(cause instanceof Error ? cause.cause : undefined);
  return new ProviderFailure(system === undefined ? 'bad-request' : 'connection', message, { cause });
}
