/** A language model as the miner needs it. Whoever hands it in owns retries, pauses, prices and the cap on costs. */

/** What came of one question. */
export interface DetectorReply {
  /** What the model says, its reasoning cut; undefined where it will never answer this question. */
  readonly text: string | undefined;
  /** Requests that were sent, failed tries included. */
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface DetectorQuestion {
  readonly system: string;
  readonly user: string;
}

export interface DetectorModel {
  /** `openai:gpt-4o-mini`. */
  readonly name: string;
  /** The server's. With name and parameters it decides which verdicts are used again. */
  readonly origin: string;
  /** What it is asked with: temperature, longest reply, ... */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whether it is known to be the same model in another session: of a function in the config nobody can say. */
  readonly reusable: boolean;
  /** Questions under way at once, at most. */
  readonly width: number;
  /** US dollars; null where the price is not known. */
  costUsd(inputTokens: number, outputTokens: number): number | null;
  /**
   * @throws MixevalError once nothing further can be asked: `quota`, `unreachable`, `incomplete` at the cap, `interrupted`, ...
   */
  ask(question: DetectorQuestion): Promise<DetectorReply>;
}
