import type { LongTask } from '../src/core/progress.js';

/** One message of a conversation, as every chat protocol has it. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Generation settings. What is left out is left to the server; `temperature` 0 is the run's default. */
export interface GenerationParameters {
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxTokens?: number;
  readonly stop?: readonly string[];
  readonly seed?: number;
  /** What the reply has to fit, where the server can hold it to a schema (`Model.schemas`). */
  readonly replySchema?: ReplySchema;
  /** Further fields for the request's body, as they are. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A JSON schema for a reply, with a name of letters. */
export interface ReplySchema {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What a model is asked. A base model gets `prompt`, a chat model `messages`. */
export interface ModelRequest {
  readonly messages: readonly Message[];
  readonly parameters: GenerationParameters;
  /** The item behind the question; only baselines look at it, and never at its target. */
  readonly item?: QuestionView;
}

/** An item without its ground truth. */
export interface QuestionView {
  readonly id: string;
  readonly context: string | null;
  readonly prompt: string;
  readonly options?: readonly string[];
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface ModelReply {
  /** The answer's text; empty where the model gave none. */
  readonly text: string;
  /** Reasoning that the server keeps apart from the answer. */
  readonly reasoning?: string;
  /** `stop`, `length`, `content_filter`, ... as the server says. */
  readonly finishReason: string;
  readonly usage?: Usage;
}

/** One token of a text, given those before it. */
export interface TokenScore {
  /** Natural logarithm of its probability. */
  readonly logProb: number;
  /**
   * Mean and standard deviation of the logarithm over the model's alternatives there, each by its probability; 0 where
   * the server gives no alternatives.
   */
  readonly mean: number;
  readonly deviation: number;
}

/** A text's tokens without the first, which has nothing before it. */
export interface TextScore {
  readonly tokens: readonly TokenScore[];
}

/** What a baseline may know beforehand: the questions, and accepted answers not linked to any of them. */
export interface Preparation {
  readonly questions: readonly QuestionView[];
  /** Distinct answers in an order that says nothing of the questions. */
  readonly candidates: readonly string[];
}

/** What is known by now of whether a server holds replies to a schema; it changes with the first reply that tells. */
export interface SchemaSupport {
  state: 'untried' | 'held' | 'refused';
}

/** A model that can be asked. `ask` throws a ProviderFailure (eval/providers/failure.ts). */
export interface Model {
  /** The full name: `openai:gpt-4o-mini`, `baseline:random`. */
  readonly name: string;
  /**
   * Where it runs: the server's address (providers/address.ts), or `local`. Part of the key under which a response is reused.
   */
  readonly origin: string;
  /** `chat` gets messages, `base` one text to continue (the 5-shot prefix included). */
  readonly kind: 'chat' | 'base';
  /** Settings it is asked with unless the user says otherwise. */
  readonly defaults: GenerationParameters;
  /** False where an answer depends on more than the request, so that no other run may use it. */
  readonly reusable: boolean;
  /** Whether its server holds replies to a JSON schema, as far as is known; absent where there is no such thing. */
  readonly schemas?: SchemaSupport | undefined;
  /** Requests that it can take at once, where that is known and few. */
  readonly concurrency?: number;
  /** Called once before the first question; only baselines and models in this process need it. */
  prepare?(preparation: Preparation, task?: LongTask): Promise<void>;
  ask(request: ModelRequest, signal?: AbortSignal): Promise<ModelReply>;
  /** Log-probabilities of a text's own tokens; absent where there is no way to ask, and most servers refuse. */
  score?(text: string, signal?: AbortSignal): Promise<TextScore>;
  close?(): Promise<void>;
}

/** What becomes of a failed request (DESIGN, Running): by status and code, never by message text. */
export type FailureClass = 'retry' | 'item' | 'stop';
