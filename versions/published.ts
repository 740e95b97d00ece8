/** The releases that MixEval has published, by checksum, and their home. */

import type { Format } from '../src/core/schemas/item.js';
import type { Benchmark } from '../src/core/schemas/release-item.js';
import { splitFile, splitPlaces } from './layout.js';

/** One state of a release that MixEval has published. */
export interface PublishedRelease {
  readonly version: string;
  /** A commit of its home that holds it: 2024-06-17 was taken away from there later. */
  readonly commit: string;
  /** sha256 of each file. */
  readonly checksums: Readonly<Record<Benchmark, Readonly<Record<Format, string>>>>;
}

/** The repository of the published releases on GitHub. */
export const publishedHome = 'Psycoy/MixEval';

const hardOfJune = {
  'free-form': '55167abde842c86b80504913eaf839a2fbd7e96b4332eb69406f583dbb6ce7c5',
  'multiple-choice': '11e57fa2e1bc6bd3529167e4353991cae7c548e55ccf5067ef42a95971397af1',
};
const hardOfAugust = {
  'free-form': '4784526892f825d421a43a3c34a139adcfa9f8b17d1898b7e5c57079fecf5b4e',
  'multiple-choice': '3015ee7cc02f20ae7e412e0b42919a9a7d361c6c37de36db5ada38a576a36fea',
};

/**
 * What MixEval has published. A version that was changed in place stands here once for each state, the newest first.
 */
export const publishedReleases: readonly PublishedRelease[] = [
  {
    version: '2024-06-01',
    commit: '7c52b41929d461df7733573528bdfb08774b0c53',
    checksums: {
      mixeval: {
        'free-form': '060d12102514316d4965191a31a83e4aa7f76d3f5686b2fc4101e00719c31715',
        'multiple-choice': '3c7b1ebab4c19c3297c56fb7fe758fbf857c24f1bc72895fcd78382716135643',
      },
      'mixeval-hard': hardOfJune,
    },
  },
  {
    version: '2024-06-17',
    commit: '51207285adf95f3e97bcc13fb3c66c9c07d4c36c',
    checksums: {
      mixeval: {
        'free-form': '6709e72987079e0a01a196395995e3e5c6f98d517a0009d07dcc3fd0e5732ca6',
        'multiple-choice': '9738e1abc2c72d43f47db4cf4b8ee97dce05a25a5aeca49c9d763ddcc395ad81',
      },
      'mixeval-hard': hardOfJune,
    },
  },
  {
    version: '2024-08-11',
    commit: '7c52b41929d461df7733573528bdfb08774b0c53',
    checksums: {
      mixeval: {
        'free-form': '6709e72987079e0a01a196395995e3e5c6f98d517a0009d07dcc3fd0e5732ca6',
        'multiple-choice': 'db8bc584529f471e6af4668017871767eb1885624570f71d07d1a8f3fac48254',
      },
      'mixeval-hard': hardOfAugust,
    },
  },
  {
    version: '2024-08-11',
    commit: '5a02d1d75d6da72ce941b3fd48bb55e6b6367d79',
    checksums: {
      mixeval: {
        'free-form': '6709e72987079e0a01a196395995e3e5c6f98d517a0009d07dcc3fd0e5732ca6',
        'multiple-choice': '95fd847d68408516332e15dc5f4439ea0a1f8b0ddd5235cf2ea5d22dcb9c8416',
      },
      'mixeval-hard': hardOfAugust,
    },
  },
];

/** The versions that `pullRelease` can fetch. */
export const publishedVersions: readonly string[] = [
  ...new Set(publishedReleases.map((release) => release.version)),
];

/** Whether MixEval has published a release of this name. */
export function isPublished(version: string): boolean {
  return publishedVersions.includes(version);
}

/**
 * The published release that has exactly these files, if there is one. `mixeval-hard` may be absent.
 *
 * @param checksums sha256 by the file's path in MixEval's layout
 */
export function recognise(checksums: ReadonlyMap<string, string>): PublishedRelease | undefined {
  return publishedReleases.find((release) =>
    splitPlaces.every(({ benchmark, format }) => {
      const found = checksums.get(splitFile(benchmark, format));
      const absent = found === undefined && benchmark === 'mixeval-hard';
      return absent || found === release.checksums[benchmark][format];
    }),
  );
}

/** How to get a version that is not here: for the next step of an error. */
export function howToGet(version: string): string {
  const example = isPublished(version) ? version : publishedVersions[0];
  return [
    `Fetch a published one (${publishedVersions.join(', ')}) with \`mixeval versions pull ${example}\``,
    "import a folder in MixEval's layout with `mixeval versions import FOLDER --version V`",
    'or build one with `mixeval build --version V`.',
  ].join(', ');
}
