import type { StoredRun } from '../../../../eval/index.js';
import { MixevalError } from '../../../core/errors.js';
import { points, pointsInterval, textTable } from '../../../core/text-table.js';
import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';

/** `mixeval runs list`. */
export const listAction: CliCommand = {
  name: 'list',
  build: (run) =>
    command('list', 'every run of the workspace with its score, oldest first')
      .option('--version <name>', 'only runs on this release (default: all)')
      .option('--model <name>', 'only runs of this model (default: all)')
      .action(
        run(async (context, flags: { version?: string; model?: string }) => {
          const { allRuns, readSummary, warnOfDamaged } = await import('../../../../eval/index.js');
          const runs = [];
          const all: StoredRun[] = [];
          const readable = allRuns(await context.workspace(), warnOfDamaged(context.task));
          for await (const stored of readable) all.push(stored);
          requireKnown(
            'release',
            flags.version,
            all.map(({ record }) => record.version),
          );
          requireKnown(
            'model',
            flags.model,
            all.map(({ record }) => record.model),
          );
          for (const stored of all) {
            const { id, version, benchmark, model, startedAt, finishedAt } = stored.record;
            if ((flags.version ?? version) !== version || (flags.model ?? model) !== model) continue;
            const complete = finishedAt !== null;
            const { score, interval } = (complete
              ? await readSummary(stored, warnOfDamaged(context.task))
              : undefined) ?? {
              score: null,
              interval: null,
            };
            runs.push({
              id,
              version,
              benchmark,
              model,
              startedAt,
              complete,
              score,
              interval,
              path: stored.path,
            });
          }
          runs.sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
          const table = textTable(
            ['run', 'release', 'benchmark', 'model', 'score', '95 % interval'],
            runs.map(({ id, version, benchmark, model, complete, score, interval }) => [
              id,
              version,
              benchmark,
              model,
              complete ? points(score) : 'incomplete',
              pointsInterval(interval),
            ]),
          );
          return {
            json: { runs },
            text:
              all.length === 0
                ? 'No run yet. Make one with `mixeval evaluate`.'
                : runs.length === 0
                  ? 'No run is of that release and that model together.'
                  : printable(table),
          };
        }),
      ),
};

function requireKnown(what: string, name: string | undefined, names: readonly string[]): void {
  if (name === undefined || names.includes(name)) return;
  const known = [...new Set(names)].sort();
  throw new MixevalError('not-found', `No run is of the ${what} "${name}".`, {
    next:
      known.length === 0 ? 'Make one with `mixeval evaluate`.' : `There are runs of: ${known.join(', ')}.`,
    details: { name, known },
  });
}
