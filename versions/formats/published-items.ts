/** What stands in other programs' files of an item, and which items may stand there. */

import type { Format } from '../../src/core/schemas/item.js';
import type { Benchmark, ReleaseItem } from '../../src/core/schemas/release-item.js';
import { splitFile, splitPlaces } from '../layout.js';
import { parseSplit } from '../split-file.js';
import { readReleaseFile, type StoredRelease } from '../store.js';
import { isPublishable } from './publishable.js';

/** One split as other programs get it. */
export interface PublishedSplit {
  readonly benchmark: Benchmark;
  readonly format: Format;
  readonly items: readonly ReleaseItem[];
}

/** The splits of a release, held against their checksums, without what may not be published; empty ones left out. */
export async function* publishedSplits(release: StoredRelease): AsyncGenerator<PublishedSplit> {
  for (const { benchmark, format } of splitPlaces) {
    const name = splitFile(benchmark, format);
    if (!release.manifest.files[name]) continue;
    const items = parseSplit(await readReleaseFile(release, name), name).filter(isPublishable);
    if (items.length > 0) yield { benchmark, format, items };
  }
}

/** The question with its passage before it. */
export function questionText({ context, prompt }: Pick<ReleaseItem, 'context' | 'prompt'>): string {
  return context === null || context === 'None' ? prompt.trim() : `${context.trim()}\n\n${prompt.trim()}`;
}

/** The same with its options below, each with a letter. */
export function lettered(item: ReleaseItem): string {
  if (item.problem_type === 'free-form') return questionText(item);
  const options = item.options.map((option, index) => `${letterOf(index)}. ${option}`);
  return `${questionText(item)}\n\n${options.join('\n')}`;
}

/** A for the first option, B for the second; beyond Z, a number. */
export function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : String(index + 1);
}

/** Records as JSON Lines. */
export function asLines(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** What every form says of an item besides its question. */
export function aboutItem({ benchmark_name, licence, weight, pi, difficulty, canary }: ReleaseItem) {
  return { benchmark: benchmark_name, licence, weight, pi, difficulty, canary };
}
