import { originalFile, splitFile, splitPlaces } from '../layout.js';
import { readReleaseFile } from '../store.js';
import type { ExportFormat } from './format.js';

/**
 * The layout that MixEval's own evaluator reads. An imported release gives back its original bytes. Of a built one the
 * splits are in that layout as they stand: fields that MixEval does not know pass through its code.
 */
export const mixeval: ExportFormat = {
  name: 'mixeval',
  description:
    "MixEval's own layout: mixeval/ and mixeval-hard/, each with free-form.json and multiple-choice.json",
  async *render(release) {
    for (const { benchmark, format } of splitPlaces) {
      const path = splitFile(benchmark, format);
      const kept = release.manifest.origin === 'imported' ? originalFile(benchmark, format) : path;
      if (release.manifest.files[kept]) yield { path, data: await readReleaseFile(release, kept) };
    }
  },
};
