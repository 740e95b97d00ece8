import type { Passage } from './find-passages.js';
import type { ParaphraseTarget } from './paraphrase/targets.js';
import type { Question } from './question.js';

/** What a scanning thread is started with. */
export interface ScanSetup {
  readonly questions: readonly Question[];
  /** The release's, a UUID. */
  readonly canary: string;
  readonly ngram: number;
  /** Items to be looked for in other words as well; empty for none. */
  readonly targets: readonly ParaphraseTarget[];
}

/** A block to look through. */
export interface ScanRequest {
  readonly id: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly own: number;
}

/** A passage with its line within the block, from 0, and its words as they stand there. */
export interface PassageOfBlock
  extends Pick<Passage, 'question' | 'kind' | 'coverage' | 'run' | 'answer' | 'options'> {
  readonly line: number;
  readonly text: string;
}

/** A sentence that may ask an item in other words, in the place of a passage. */
export interface Candidate extends Omit<PassageOfBlock, 'kind' | 'coverage' | 'run'> {
  /** The whole sentence, with those before it that go with it. */
  readonly sentence: string;
}

export interface ScanReply {
  readonly id: number;
  /** The block's bytes, to be filled again. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly passages: readonly PassageOfBlock[];
  /** Places where the canary stands. */
  readonly canaries: number;
  /** Sentences that may ask an item in other words. */
  readonly candidates: readonly Candidate[];
  /** Line ends among the block's own bytes. */
  readonly lines: number;
}
