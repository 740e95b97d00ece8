/** Log-probabilities of a text's own tokens, as the servers that give them give them. */

import { z } from 'zod';
import type { TextScore } from '../model.js';
import { momentsOf } from './alternatives.js';
import { ProviderFailure } from './failure.js';
import type { Incoming } from './transport.js';

/** Alternatives that are asked for at each token. */
const alternativesAsked = 20;

/** How log-probabilities of a prompt are asked for. */
interface ScoreDialect {
  readonly fields: Readonly<Record<string, unknown>>;
  /** What the reply's first choice says; undefined where it says nothing of the prompt. */
  read(choice: unknown): TextScore | undefined;
}

const logProb = z.number().nullable();
const echoSchema = z.object({
  logprobs: z.object({
    token_logprobs: z.array(logProb),
    top_logprobs: z.array(z.record(z.string(), z.number()).nullable()).nullish(),
  }),
});

const vllmSchema = z.object({
  prompt_logprobs: z.array(z.record(z.string(), z.object({ logprob: z.number() })).nullable()),
});

/** The ways in the order they are tried. */
const dialects: readonly ScoreDialect[] = [
  {
    // The legacy completions of the OpenAI protocol: the prompt comes back with its log-probabilities.
    fields: { echo: true, logprobs: alternativesAsked, max_tokens: 0 },
    read(choice) {
      const { data } = echoSchema.safeParse(choice);
      const top = data?.logprobs.top_logprobs;
      return tokensOf(
        data?.logprobs.token_logprobs.map((own, at) => ({ own, all: Object.values(top?.[at] ?? {}) })),
      );
    },
  },
  {
    // vLLM's own field. Of one alternative a token has either itself or itself and the likeliest: so the less likely of
    // the two is its own, which nothing else in the reply would say.
    fields: { prompt_logprobs: 1, max_tokens: 1 },
    read(choice) {
      const { data } = vllmSchema.safeParse(choice);
      return tokensOf(
        data?.prompt_logprobs.map((found) => ({
          own: found === null ? null : Math.min(...Object.values(found).map(({ logprob }) => logprob)),
          all: [],
        })),
      );
    },
  },
];

const choicesSchema = z.object({ choices: z.array(z.unknown()).min(1) });

/** What servers answer to a field, or to a way of asking, that they do not know. */
const refusesDialect: ReadonlySet<number> = new Set([400, 404, 405, 415, 422, 501]);

/**
 * Asks a server for log-probabilities of texts in the first way that it understands.
 *
 * @param post sends the fields, with the text as the prompt, to the legacy completions
 * @param failureOf reads a bad reply
 * @returns a function that throws a ProviderFailure: `bad-request` where the server gives none in any way
 */
export function createScorer(
  post: (
    prompt: string,
    fields: Readonly<Record<string, unknown>>,
    signal?: AbortSignal,
  ) => Promise<Incoming>,
  failureOf: (reply: Incoming) => ProviderFailure,
): (text: string, signal?: AbortSignal) => Promise<TextScore> {
  let known: ScoreDialect | undefined;
  return async (text, signal) => {
    for (const dialect of known ? [known] : dialects) {
      const reply = await post(text, dialect.fields, signal);
      if (reply.status >= 200 && reply.status < 300) {
        const score = readScore(dialect, reply.body);
        if (score) {
          known = dialect;
          return score;
        }
      } else {
        const failure = failureOf(reply);
        if (known || failure.kind === 'context-too-long' || !refusesDialect.has(reply.status)) throw failure;
      }
    }
    throw new ProviderFailure('bad-request', 'The server gives no log-probabilities of what it is asked.', {
      next: 'Tests by likelihood need a server that does: vLLM, or legacy completions with `echo`.',
    });
  };
}

function readScore(dialect: ScoreDialect, body: string): TextScore | undefined {
  try {
    const choices = choicesSchema.safeParse(JSON.parse(body));
    return dialect.read(choices.data?.choices[0]);
  } catch (cause) {
    throw new ProviderFailure('bad-body', 'The server answered with text that is not JSON.', { cause });
  }
}

function tokensOf(
  places: readonly { readonly own: number | null; readonly all: readonly number[] }[] | undefined,
): TextScore | undefined {
  const tokens = (places ?? []).flatMap(({ own, all }) => {
    if (own === null || !Number.isFinite(own)) return [];
    const { mean, deviation } = momentsOf(all);
    return [{ logProb: own, mean, deviation }];
  });
  return tokens.length === 0 ? undefined : { tokens };
}
