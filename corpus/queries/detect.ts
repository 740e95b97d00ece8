/** The detector's stage: what is new and distinct is scored, and what is no query goes. */

import { timed } from '../../src/core/progress.js';
import { type WildQuery, wildQuerySchema } from '../../src/core/schemas/wild-query.js';
import type { Detection, Detector } from '../filters/detector.js';
import type { FilterOptions } from '../filters/filter.js';
import { holdsQuestion } from '../filters/is-query.js';
import type { CorpusLine } from './corpus-files.js';

/** A line of the corpus, and whether this session brought it. */
export interface MergedLine extends CorpusLine {
  readonly isNew: boolean;
}

/** Told of each query that goes. */
export type OnRejected = (reason: string, query: WildQuery) => Promise<void> | undefined;

export interface DetectOptions {
  readonly detector: Detector;
  readonly settings: Pick<FilterOptions, 'unsafe'> & { readonly detectorThreshold: number };
  readonly seconds: Record<string, number>;
  readonly signal: AbortSignal | undefined;
  /** Told after each group how many new lines are judged. */
  readonly onJudged: (lines: number) => void;
  readonly onRejected: OnRejected;
}

/** Lines judged at once: enough for full batches of the encoder. */
const linesAtOnce = 2_048;

/**
 * Scores every new line; old ones go through as they are. The heads know English alone: of other languages they say nothing.
 */
export async function* detected(
  lines: AsyncIterable<MergedLine>,
  { detector, settings, seconds, signal, onJudged, onRejected }: DetectOptions,
): AsyncGenerator<MergedLine> {
  let judgedLines = 0;
  for await (const group of grouped(lines, linesAtOnce)) {
    const queries = group.map(({ bytes, isNew }) => (isNew ? parsed(bytes) : undefined));
    const judged = queries.filter((query) => query !== undefined).filter(isEnglish);
    const found = await timed(seconds, 'detect', () =>
      detector.detect(
        judged.map(({ text }) => text),
        signal,
      ),
    );
    judgedLines += queries.filter((query) => query !== undefined).length;
    onJudged(judgedLines);
    const detections = new Map(judged.map((query, at) => [query, found[at]]));
    for (const [at, line] of group.entries()) {
      const query = queries[at];
      const detection = query && detections.get(query);
      if (!query || !detection) {
        yield line;
        continue;
      }
      const reason = reasonAgainst(query.text, detection, settings);
      if (reason === undefined) yield { ...line, bytes: scored(query, detection, settings) };
      else await onRejected(reason, query);
    }
  }
}

function isEnglish({ language }: WildQuery): boolean {
  return language === 'en' || language === 'und';
}

/** Recall goes first: a text with a question in it is one, whatever else it tells. */
function reasonAgainst(
  text: string,
  { score, unsafe }: Detection,
  settings: DetectOptions['settings'],
): string | undefined {
  if (score < settings.detectorThreshold && !holdsQuestion(text)) return 'not-a-query';
  return settings.unsafe === 'drop' && unsafe?.isLikely ? unsafe.kind : undefined;
}

function scored(
  query: WildQuery,
  { score, unsafe }: Detection,
  { unsafe: choice }: DetectOptions['settings'],
): Uint8Array {
  const { flags = [], ...rest } = query;
  const all = unsafe && choice !== 'keep' ? [...new Set([...flags, unsafe.kind])] : flags;
  return Buffer.from(JSON.stringify({ ...rest, score, ...(all.length === 0 ? {} : { flags: all }) }));
}

export function parsed(bytes: Uint8Array): WildQuery {
  return wildQuerySchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
}

export async function* grouped<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
