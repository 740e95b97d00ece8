import type { Passage } from './find-passages.js';
import type { Question } from './question.js';

/** What a scanning thread is started with. */
export interface ScanSetup {
  readonly questions: readonly Question[];
  readonly ngram: number;
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

export interface ScanReply {
  readonly id: number;
  readonly passages: readonly PassageOfBlock[];
  /** Line ends among the block's own bytes. */
  readonly lines: number;
}
