/** Where the files of a release lie. */

import { type Format, formats } from '../src/core/schemas/item.js';
import { type Benchmark, benchmarks } from '../src/core/schemas/release-item.js';

/** Everything about the release that is not an item. */
export const manifestFile = 'manifest.json';

/** The manifest's own checksum, in the form that `sha256sum -c` reads. */
export const manifestChecksumFile = 'manifest.json.sha256';

/** The datasheet. */
export const datasheetFile = 'README.md';

/** Items of the pool that were kept out of Hard because strong subjects miss them more than weak ones. */
export const suspectsFile = 'suspects.json';

/** The batch's queries, where their owner chose to publish them. */
export const queriesFile = 'queries.jsonl';

/** Where a split lies: in a release folder, and in MixEval's own layout alike. */
export function splitFile(benchmark: Benchmark, format: Format): string {
  return `${benchmark}/${format}.json`;
}

/** Where the bytes that a split was imported from are kept. */
export function originalFile(benchmark: Benchmark, format: Format): string {
  return `original/${splitFile(benchmark, format)}`;
}

/** Every split that a release may have, in a fixed order. */
export const splitPlaces: readonly { readonly benchmark: Benchmark; readonly format: Format }[] =
  benchmarks.flatMap((benchmark) => formats.map((format) => ({ benchmark, format })));
