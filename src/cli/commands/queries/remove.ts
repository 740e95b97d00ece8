import type { RemoveReport } from '../../../../corpus/index.js';
import type { StoredRelease } from '../../../../versions/index.js';
import { withCommas } from '../../../core/text-table.js';
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
          const { listOwnReleases } = await import('../../../../versions/index.js');
          const workspace = await context.workspace();
          const report = await removeQueries({ ...flags, workspace }, context.task);
          const releases = builtFrom(await listOwnReleases(workspace), report.removed);
          return { json: { ...report, releases }, text: printable(inWords(report, releases)) };
        }),
      ),
};

/** Versions of the releases whose batch was drawn from a corpus that held one of the queries. */
function builtFrom(releases: readonly StoredRelease[], removed: RemoveReport['removed']): string[] {
  const corpora = new Set(removed.map(({ corpus }) => corpus));
  return releases
    .filter(
      ({ manifest }) =>
        manifest.origin === 'built' && Object.keys(manifest.batch.byCorpus).some((name) => corpora.has(name)),
    )
    .map(({ version }) => version);
}

const textsShown = 10;

function inWords({ removed, dryRun }: RemoveReport, releases: readonly string[]): string {
  if (removed.length === 0) return 'No query fits: nothing was removed.';
  return [
    `${withCommas(removed.length)} ${removed.length === 1 ? 'query' : 'queries'} ${dryRun ? 'would be removed' : 'removed for good'}:`,
    ...removed.slice(0, textsShown).map(({ corpus, text }) => `  ${corpus}: ${text.replace(/\s+/g, ' ')}`),
    ...(removed.length > textsShown ? [`  and ${removed.length - textsShown} more`] : []),
    ...(releases.length > 0
      ? [
          `Releases built from corpora that held them: ${releases.join(', ')}. A release holds no text of a query; it stays.`,
        ]
      : []),
  ].join('\n');
}
