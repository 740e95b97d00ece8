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
          const { allRuns, readSummary } = await import('../../../../eval/index.js');
          const runs = [];
          for await (const stored of allRuns(await context.workspace())) {
            const { id, version, benchmark, model, startedAt, finishedAt } = stored.record;
            if ((flags.version ?? version) !== version || (flags.model ?? model) !== model) continue;
            const complete = finishedAt !== null;
            const { score, interval } = (complete ? await readSummary(stored) : undefined) ?? {
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
            text: runs.length === 0 ? 'No run yet. Make one with `mixeval evaluate`.' : printable(table),
          };
        }),
      ),
};
