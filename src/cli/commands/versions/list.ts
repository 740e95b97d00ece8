import type { StoredRelease } from '../../../../versions/index.js';
import { type CliCommand, command } from '../../command.js';
import { countsInWords } from './words.js';

/** `mixeval versions list`. */
export const listAction: CliCommand = {
  name: 'list',
  build: (run) =>
    command('list', 'the releases that are here, by date, and the published ones that can be fetched').action(
      run(async (context) => {
        const { listReleases, publishedVersions } = await import('../../../../versions/index.js');
        const damaged: { message: string; file: unknown }[] = [];
        const releases = await listReleases(await context.workspace(), ({ message, details }) => {
          damaged.push({ message, file: details['file'] });
          context.task.onWarning?.(message);
        });
        const here = new Set(releases.map(({ version }) => version));
        const published = publishedVersions.filter((version) => !here.has(version));
        const lines = releases.map((release) => inOneLine(release, releases));
        if (releases.length === 0) lines.push('No release is here yet.');
        if (published.length > 0) {
          lines.push(`To be fetched with \`mixeval versions pull\`: ${published.join(', ')}`);
        }
        return { json: { releases: releases.map(summary), damaged, published }, text: lines.join('\n') };
      }),
    ),
};

function summary({ version, folder, manifest }: StoredRelease) {
  const { date, origin, counts, canary } = manifest;
  const ordinal = manifest.origin === 'built' ? manifest.ordinal : null;
  return { version, date, origin, ordinal, counts, canary, path: folder };
}

function inOneLine({ version, manifest }: StoredRelease, all: readonly StoredRelease[]): string {
  const width = Math.max(...all.map((release) => release.version.length));
  const origin = manifest.origin.padEnd('imported'.length);
  return `${version.padEnd(width)}  ${manifest.date ?? '-'.padEnd(10)}  ${origin}  ${countsInWords(manifest.counts)}`;
}
