import { availableParallelism } from 'node:os';
import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import type { ModelReply, TextScore, TokenScore } from '../model.js';
import { momentsOf } from './alternatives.js';
import { ProviderFailure } from './failure.js';

/** What is generated: an answer of a chat model, or the continuation of a text. */
export interface Generation {
  readonly kind: 'chat' | 'base';
  /** System prompt; empty for none. */
  readonly system: string;
  readonly text: string;
  /** As node-llama-cpp names them. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A GGUF model in memory. One generation at a time. */
export interface LlamaModel {
  generate(generation: Generation, signal?: AbortSignal): Promise<ModelReply>;
  /**
   * Log-probabilities of a text's tokens.
   *
   * @throws ProviderFailure `context-too-long` for a text longer than the model's context
   */
  score(text: string, signal?: AbortSignal): Promise<TextScore>;
  close(): Promise<void>;
}

/** The parts of node-llama-cpp 3 that are used here: it is not installed where this is compiled. */
interface Library {
  getLlama(options: { readonly logLevel: string; readonly build: string }): Promise<Llama>;
  readonly LlamaChatSession: new (options: {
    readonly contextSequence: Sequence;
    readonly systemPrompt?: string;
  }) => {
    promptWithMeta(
      text: string,
      options: object,
    ): Promise<{ readonly responseText: string; readonly stopReason: string }>;
    dispose(options: { readonly disposeSequence: boolean }): void;
  };
  readonly LlamaCompletion: new (options: {
    readonly contextSequence: Sequence;
  }) => {
    generateCompletionWithMeta(
      text: string,
      options: object,
    ): Promise<{ readonly response: string; readonly metadata: { readonly stopReason: string } }>;
    dispose(options: { readonly disposeSequence: boolean }): void;
  };
}

interface Llama {
  /** Cores that compute well. */
  readonly cpuMathCores: number;
  loadModel(options: { readonly modelPath: string }): Promise<Loaded>;
  dispose(): Promise<void>;
}

interface Loaded {
  createContext(options: { readonly threads: number }): Promise<{ getSequence(): Sequence }>;
  tokenize(text: string): readonly number[];
  /** The token that texts begin with; null where they begin without one. */
  readonly tokens: { readonly bos: number | null };
}

interface Sequence {
  readonly contextSize: number;
  /** What comes behind each token, where that was asked for: of every token of the vocabulary its logit. */
  controlledEvaluate(
    tokens: readonly (readonly [number, { readonly generateNext: { readonly logits: true } }])[],
  ): Promise<readonly ({ readonly next: { readonly logits?: ReadonlyMap<number, number> } } | undefined)[]>;
  clearHistory(): Promise<void>;
  readonly tokenMeter: { readonly usedInputTokens: number; readonly usedOutputTokens: number };
}

// A name in a variable: the compiler does not look for a package that most users do not have.
const packageName: string = 'node-llama-cpp';

/**
 * Loads a GGUF file.
 *
 * @throws MixevalError `unsupported`, saying how node-llama-cpp is installed; `invalid-data` for a file it cannot load
 */
export async function openLlama(path: string): Promise<LlamaModel> {
  const library = await importLibrary();
  const llama = await library.getLlama({ logLevel: 'error', build: 'never' });
  try {
    const model = await llama.loadModel({ modelPath: path });
    // Unless told otherwise it takes four threads where there are two cores: each waits for the others by spinning.
    const threads = Math.min(llama.cpuMathCores, availableParallelism());
    const sequence = (await model.createContext({ threads })).getSequence();
    return {
      generate: (generation, signal) => generate(library, sequence, generation, signal),
      score: (text, signal) => score(model, sequence, text, signal),
      close: () => llama.dispose(),
    };
  } catch (cause) {
    await llama.dispose();
    throw new MixevalError('invalid-data', `${path} cannot be loaded as a GGUF model.`, {
      cause,
      next: 'Check the file with another program, or fetch it again. --debug prints what the loader said.',
    });
  }
}

async function importLibrary(): Promise<Library> {
  let library: unknown;
  try {
    library = await import(packageName);
  } catch (cause) {
    throw new MixevalError('unsupported', `GGUF models are run by ${packageName}, which is not installed.`, {
      cause,
      next: `Install it beside mixeval (about 700 MB): npm install ${packageName}@3. Or serve the file with llama.cpp and use llamacpp:NAME.`,
    });
  }
  if (isLibrary(library)) return library;
  throw new MixevalError('unsupported', `The ${packageName} that is installed is not version 3.`, {
    next: `Install it: npm install ${packageName}@3`,
  });
}

function isLibrary(value: unknown): value is Library {
  return (
    typeof value === 'object' &&
    value !== null &&
    'getLlama' in value &&
    'LlamaChatSession' in value &&
    'LlamaCompletion' in value
  );
}

async function generate(
  { LlamaChatSession, LlamaCompletion }: Library,
  sequence: Sequence,
  { kind, system, text, settings }: Generation,
  signal: AbortSignal | undefined,
): Promise<ModelReply> {
  await sequence.clearHistory();
  const { usedInputTokens, usedOutputTokens } = sequence.tokenMeter;
  const options = { ...settings, ...(signal ? { signal } : {}) };
  const reply = (said: string, stopReason: string): ModelReply => ({
    text: said,
    finishReason: stopReason === 'maxTokens' ? 'length' : 'stop',
    usage: {
      inputTokens: sequence.tokenMeter.usedInputTokens - usedInputTokens,
      outputTokens: sequence.tokenMeter.usedOutputTokens - usedOutputTokens,
    },
  });
  if (kind === 'base') {
    const completion = new LlamaCompletion({ contextSequence: sequence });
    try {
      const { response, metadata } = await completion.generateCompletionWithMeta(text, options);
      return reply(response, metadata.stopReason);
    } finally {
      completion.dispose({ disposeSequence: false });
    }
  }
  const session = new LlamaChatSession({
    contextSequence: sequence,
    ...(system === '' ? {} : { systemPrompt: system }),
  });
  try {
    const { responseText, stopReason } = await session.promptWithMeta(text, options);
    return reply(responseText, stopReason);
  } finally {
    session.dispose({ disposeSequence: false });
  }
}

/** Tokens evaluated at once: behind each stand the logits of the whole vocabulary. */
const tokensAtOnce = 16;

async function score(
  model: Loaded,
  sequence: Sequence,
  text: string,
  signal: AbortSignal | undefined,
): Promise<TextScore> {
  const { bos } = model.tokens;
  const tokens = [...(bos === null ? [] : [bos]), ...model.tokenize(text)];
  if (tokens.length > sequence.contextSize) {
    throw new ProviderFailure(
      'context-too-long',
      `A text of ${tokens.length} tokens does not fit into the model's context.`,
    );
  }
  await sequence.clearHistory();
  const scores: TokenScore[] = [];
  for (let first = 0; first < tokens.length - 1; first += tokensAtOnce) {
    throwIfAborted(signal);
    const some = tokens.slice(first, Math.min(first + tokensAtOnce, tokens.length - 1));
    const behind = await sequence.controlledEvaluate(
      some.map((token) => [token, { generateNext: { logits: true } }] as const),
    );
    some.forEach((_, at) => {
      const logits = behind[at]?.next.logits;
      const own = logits?.get(tokens[first + at + 1] ?? -1);
      if (logits && own !== undefined) scores.push(scoreOf(own, logits));
    });
  }
  return { tokens: scores };
}

/** A token's log-probability beside the mean and deviation over the whole vocabulary (Zhang et al. 2025). */
function scoreOf(own: number, logits: ReadonlyMap<number, number>): TokenScore {
  const { mean, deviation, logTotal } = momentsOf([...logits.values()]);
  return { logProb: own - logTotal, mean: mean - logTotal, deviation };
}
