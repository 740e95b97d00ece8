import type { RemoveReport } from '../../../../corpus/index.js';
import type { StoredRelease } from '../../../../versions/index.js';
import { counted, oneLine } from '../../../core/text-table.js';
import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';

interface RemoveFlags {
  readonly match?: string;
  readonly id?: string;
  readonly dryRun?: boolean;
}

/** `mixeval queries remove`. */
export const removeAction: CliCommand = {
  name: 'remove',
  build: (run) =>
    command('remove', "take a user's text out of all corpora for good; mining never brings it back")
      .option('--match <text>', 'every query that holds this text; case and blanks do not matter')
      .option('--id <id>', 'the query of this id, 32 hex digits')
      .option('--dry-run', 'only show what would be removed')
      .action(
        run(async (context, flags: RemoveFlags) => {
          const { removeQueries } = await import('../../../../corpus/index.js');
          const { listOwnReleases, shownQueries } = await import('../../../../versions/index.js');
          const workspace = await context.workspace();
          const report = await removeQueries({ ...flags, workspace }, context.task);
          const built = builtFrom(await listOwnReleases(workspace), report.removed);
          const ids = new Set(report.removed.map(({ id }) => id));
          const shown = await Promise.all(built.map(({ folder }) => shownQueries(folder, ids)));
          const versions = built.map(({ version }) => version);
          const json = {
            ...report,
            releases: versions,
            releasesWithText: versions.filter((_, at) => shown[at] === 'text'),
            releasesWithHashes: versions.filter((_, at) => shown[at] === 'hashes'),
          };
          return { json, text: printable(inWords(json)) };
        }),
      ),
};

/** The releases whose batch was drawn from a corpus that held one of the queries. */
function builtFrom(releases: readonly StoredRelease[], removed: RemoveReport['removed']): StoredRelease[] {
  const corpora = new Set(removed.map(({ corpus }) => corpus));
  return releases.filter(
    ({ manifest }) =>
      manifest.origin === 'built' && Object.keys(manifest.batch.byCorpus).some((name) => corpora.has(name)),
  );
}

interface Removal extends RemoveReport {
  readonly releases: readonly string[];
  readonly releasesWithText: readonly string[];
  readonly releasesWithHashes: readonly string[];
}

const textsShown = 10;

function inWords({ removed, dryRun, releases, releasesWithText, releasesWithHashes }: Removal): string {
  if (removed.length === 0) return 'No query fits: nothing was removed.';
  return [
    `${counted(removed.length, 'queries')} ${dryRun ? 'would be removed' : 'removed for good'}:`,
    ...removed.slice(0, textsShown).map(({ corpus, text }) => `  ${corpus}: ${oneLine(text)}`),
    ...(removed.length > textsShown ? [`  and ${removed.length - textsShown} more`] : []),
    ...(releases.length > 0
      ? [`Releases built from corpora that held them: ${releases.join(', ')}. A release stays as it is.`]
      : []),
    ...stillIn('Their text', releasesWithText),
    ...stillIn('A hash of their text', releasesWithHashes),
  ].join('\n');
}

/** A release is sealed: only its owner can take it back. */
function stillIn(what: string, releases: readonly string[]): string[] {
  if (releases.length === 0) return [];
  return [
    `${what} stands in queries.jsonl of ${releases.join(', ')}: delete the release here and wherever it was published, or build it anew.`,
  ];
}
