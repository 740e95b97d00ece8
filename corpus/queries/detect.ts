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

/**
 * Scores every new line; old ones go through as they are. The heads know English alone: of other languages they say nothing.
 *
 * @param groups lines that are judged together
 */
export async function* detected(
  groups: AsyncIterable<readonly MergedLine[]>,
  { detector, settings, seconds, signal, onJudged, onRejected }: DetectOptions,
): AsyncGenerator<readonly MergedLine[]> {
  let judgedLines = 0;
  for await (const group of groups) {
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
    const kept: MergedLine[] = [];
    for (const [at, line] of group.entries()) {
      const query = queries[at];
      const detection = query && detections.get(query);
      if (!query || !detection) {
        kept.push(line);
        continue;
      }
      const reason = reasonAgainst(query.text, detection, settings);
      if (reason === undefined) kept.push({ ...line, bytes: scored(query, detection, settings) });
      else await onRejected(reason, query);
    }
    yield kept;
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
