import type { RunRecord } from '../records.js';

/**
 * Who read the answers, where that is not the same for all: then a difference of scores may come from the reading.
 *
 * @returns names such as `rule` and `cascade with openai:gpt-4o-mini`; empty where all were read alike
 */
export function differentReaders(runs: readonly Pick<RunRecord, 'parser' | 'judge'>[]): string[] {
  const readers = new Set(
    runs.map(({ parser, judge }) => (judge === null ? parser : `${parser} with ${judge}`)),
  );
  return readers.size > 1 ? [...readers] : [];
}
