import { originalFile, splitFile, splitPlaces } from '../layout.js';
import { renderSplit } from '../split-file.js';
import { readReleaseFile } from '../store.js';
import type { ExportFormat } from './format.js';
import { publishedSplits } from './published-items.js';

/**
 * The layout that MixEval's own evaluator reads. An imported release gives back its original bytes. Of a built one the
 * splits are in that layout as they stand: fields that MixEval does not know pass through its code.
 */
export const mixeval: ExportFormat = {
  name: 'mixeval',
  description:
    "MixEval's own layout: mixeval/ and mixeval-hard/, each with free-form.json and multiple-choice.json",
  async *render(release) {
    if (release.manifest.origin === 'built') {
      for await (const { benchmark, format, items } of publishedSplits(release)) {
        yield { path: splitFile(benchmark, format), data: renderSplit(items) };
      }
      return;
    }
    for (const { benchmark, format } of splitPlaces) {
      const kept = originalFile(benchmark, format);
      if (!release.manifest.files[kept]) continue;
      yield { path: splitFile(benchmark, format), data: await readReleaseFile(release, kept) };
    }
  },
};
