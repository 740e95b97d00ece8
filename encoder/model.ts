/** What a model of sentence embeddings is made of, and where one may come from. */

import type { LongTask } from '../src/core/progress.js';

/** A file that decides an embedding. */
export interface ModelFile {
  readonly path: string;
  /** Its sha256 where it is known beforehand; another one is an error. */
  readonly sha256?: string;
}

/** How token vectors become one vector, where the graph leaves that to us. */
export type Pooling = 'mean' | 'first-token';

/** Everything a thread needs to turn texts into vectors: plain data, sent to workers as it is. */
export interface EncoderModel {
  readonly name: string;
  /** An ONNX graph with int64 inputs [batch, tokens]. */
  readonly graph: ModelFile;
  /** tokenizer.json of the Hugging Face tokenizers library. */
  readonly tokenizer: ModelFile;
  readonly tokenizerConfig: ModelFile;
  /** What the graph reads beside itself: external weights. */
  readonly weights: readonly ModelFile[];
  /** Tokens of a text that are read, special tokens included; the rest is cut. */
  readonly maxTokens: number;
  readonly pooling: Pooling;
  /** Texts in a batch of short texts; 1 for a graph whose numbers depend on a text's neighbours. */
  readonly rowsPerBatch: number;
  /** ONNX Runtime's session configuration entries. */
  readonly sessionConfig: Readonly<Record<string, string>>;
  readonly similarityFloor: number;
}

/** Where models are looked for. */
export interface ModelSearch extends LongTask {
  /** The folder that models from the hub are kept in. */
  readonly modelsFolder: string;
  /** The hub's address, with a final slash. */
  readonly hubUrl: string;
}

/** One encoder of the registry: a file of encoder/encoders exports it, and the registry there names it. */
export interface EncoderSource {
  readonly name: string;
  /** Finds its model, downloading it where it has to be. */
  locate(search: ModelSearch): Promise<EncoderModel>;
}
