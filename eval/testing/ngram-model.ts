import type { LoopbackOptions } from '../loopback/index.js';
import type { Model, TextScore } from '../model.js';
import { momentsOf } from '../providers/alternatives.js';
import type { Ngram } from './ngram.js';

const alternatives = 5;
const wordsOfReply = 60;

/** An n-gram model asked in this process: what it is told is text that it goes on with. */
export function ngramModel(name: string, ngram: Ngram): Model {
  return {
    name,
    origin: 'local',
    kind: 'base',
    defaults: {},
    reusable: false,
    ask: async ({ messages }) => ({
      text: ngram.continue(messages.at(-1)?.content ?? '', wordsOfReply),
      finishReason: 'stop',
    }),
    score: async (text) => scoreOf(ngram, text),
  };
}

interface Place {
  readonly word: string;
  readonly logProb: number;
  readonly top: readonly { readonly word: string; readonly logProb: number }[];
}

function placesOf(ngram: Ngram, text: string): Place[] {
  const numbers = ngram.read(text);
  return numbers.map((number, place) => {
    const contexts = ngram.contextsAt(numbers, place);
    return {
      word: ngram.word(number),
      logProb: Math.log(ngram.probability(contexts, number)),
      top: ngram
        .likeliest(contexts, alternatives)
        .map(({ word, probability }) => ({ word: ngram.word(word), logProb: Math.log(probability) })),
    };
  });
}

function scoreOf(ngram: Ngram, text: string): TextScore {
  return {
    tokens: placesOf(ngram, text)
      .slice(1)
      .map(({ logProb, top }) => {
        const { mean, deviation } = momentsOf(top.map((other) => other.logProb));
        return { logProb, mean, deviation };
      }),
  };
}

/** The same model behind a server that gives log-probabilities by `echo`, by vLLM's `prompt_logprobs`, or not at all. */
export function ngramServer(
  ngram: Ngram,
  gives: 'echo' | 'prompt_logprobs' | 'nothing',
): Pick<LoopbackOptions, 'answer' | 'fault'> {
  const isScore = (body: Readonly<Record<string, unknown>>): boolean =>
    body['echo'] === true || body['prompt_logprobs'] !== undefined;
  return {
    answer({ text, body }) {
      if (!isScore(body)) return ngram.continue(text, wordsOfReply);
      const [first, ...places] = placesOf(ngram, text);
      if (body['echo'] !== true)
        return { text: '', fields: { prompt_logprobs: [null, ...places.map(vllmPlace)] } };
      const logprobs = {
        tokens: [first, ...places].map((place) => place?.word),
        token_logprobs: [null, ...places.map(({ logProb }) => logProb)],
        top_logprobs: [
          null,
          ...places.map(({ top }) => Object.fromEntries(top.map(({ word, logProb }) => [word, logProb]))),
        ],
      };
      return { text, fields: { logprobs } };
    },
    fault: ({ body }) =>
      isScore(body) && (body['echo'] === true ? 'echo' : 'prompt_logprobs') !== gives
        ? { kind: 'status', status: 400, code: 'unknown_parameter' }
        : undefined,
  };
}

/** A token and the likeliest one, under numbers as vLLM has them: their order says nothing. */
function vllmPlace({ word, logProb, top: [first] }: Place): object {
  const own = { logprob: logProb, decoded_token: word };
  return first === undefined || first.word === word
    ? { 2: own }
    : { 1: { logprob: first.logProb, rank: 1, decoded_token: first.word }, 2: own };
}
