/** A query source: what it is given, and what it finds. */

/** One text found in a source, before any filter has seen it. */
export interface FoundQuery {
  readonly text: string;
  /** Line or record it stood in, from 1. */
  readonly line?: number;
  /** ISO 8601 day or time, where the source says it. */
  readonly date?: string;
  /** How often it was asked, where the source has counted already. */
  readonly count?: number;
  /** Where it stood, where that is not the input: the URL of a page in an archive. */
  readonly location?: string;
  /** ISO 639-1: the language that the page it stood on says it is in. */
  readonly pageLanguage?: string;
  /** True where an image or a file came with it: the text alone is not the whole question. */
  readonly attachment?: boolean;
  /** True where an earlier request has asked it: each repeats its conversation so far. */
  readonly repeated?: boolean;
}

/** One thing to read: a file, standard input put aside, or a page that was fetched. */
export interface SourceInput {
  /** The file as the user named it, or the page's URL. */
  readonly location: string;
  /** Size on disk or on the wire, compression included. */
  readonly bytes: number;
  /** Of these bytes: by it an input that was mined before is recognised. */
  readonly sha256: string;
  /** Where it lies on disk; null for a page. */
  readonly path: string | null;
  open(): AsyncIterable<Uint8Array>;
}

/** The beginning of an input: what its format is recognised by. */
export interface Sample {
  /** The file's name in lower case, without `.gz` or `.zst`; for a page the last part of its path. */
  readonly name: string;
  /** The first bytes, unpacked. */
  readonly head: Uint8Array;
  /** The first lines that are not empty, at most 400; the last one is whole. */
  readonly lines: readonly string[];
}

/** Which of a conversation's user turns are taken. Later turns often need the ones before them. */
export const turnChoices = ['first', 'all'] as const;
export type Turns = (typeof turnChoices)[number];

export interface SourceOptions {
  /** Column, or path in a record: `messages[0].content`, `data[].prompt`, `2` for a column without a name. */
  readonly field?: string | undefined;
  readonly turns: Turns;
  /** How many times its own size an input may unpack to, from 1. */
  readonly maxExpand: number;
  /** Told of a line or record that could not be read; the rest goes on. */
  readonly onBad: (line: number, reason: string) => void;
  /** Told of what concerns the whole input, such as an end that is cut off. */
  readonly onWarning: (message: string) => void;
  /** Told of bytes read, as they are on disk. */
  readonly onBytes: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A format of wild queries. One file, one line in the registry, one row in the contract test. */
export interface QuerySource {
  readonly name: string;
  /** What it reads, for the help. */
  readonly description: string;
  /** Whether it reads bytes that are no text. */
  readonly readsBytes?: true;
  /** Whether it reads web pages: what they ask, nobody may have wanted to know. */
  readonly readsPages?: true;
  /** Whether an input is of this format, by its name and its beginning. The first in the registry that says so reads it. */
  recognises(sample: Sample): boolean;
  /**
   * Reads an input in batches, in its own order.
   *
   * @throws MixevalError `invalid-data` where no column or field holds queries, naming those found
   */
  read(input: SourceInput, sample: Sample, options: SourceOptions): AsyncGenerator<FoundQuery[]>;
}
