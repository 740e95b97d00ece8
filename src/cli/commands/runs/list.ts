import type { StoredRun } from '../../../../eval/index.js';
import { MixevalError } from '../../../core/errors.js';
import { points, pointsInterval, textTable } from '../../../core/text-table.js';
import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';
import { beginningOf } from './beginnings.js';

/** `mixeval runs list`. */
export const listAction: CliCommand = {
  name: 'list',
  build: (run) =>
    command('list', 'every run of the workspace with its score, oldest first')
      .option('--version <name>', 'only runs on this release (default: all)')
      .option('--model <name>', 'only runs of this model (default: all)')
      .action(
        run(async (context, flags: { version?: string; model?: string }) => {
          const { allRuns, isAnswersOnly, modelInWords, readSummary, warnOfDamaged } = await import(
            '../../../../eval/index.js'
          );
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
            all.flatMap(({ record }) => namesOf(record)),
          );
          for (const stored of all) {
            const { id, version, benchmark, model, configName = null, startedAt, finishedAt } = stored.record;
            if ((flags.version ?? version) !== version) continue;
            if (flags.model !== undefined && !namesOf(stored.record).includes(flags.model)) continue;
            const answersOnly = isAnswersOnly(stored);
            const summary =
              finishedAt !== null || answersOnly
                ? await readSummary(stored, warnOfDamaged(context.task))
                : undefined;
            runs.push({
              id,
              version,
              benchmark,
              model,
              configName,
              startedAt,
              complete: finishedAt !== null || (summary !== undefined && summary.stoppedBy === null),
              answersOnly,
              score: summary?.score ?? null,
              interval: summary?.interval ?? null,
              path: stored.path,
            });
          }
          runs.sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
          const ids = all.map(({ record }) => record.id);
          const table = textTable(
            ['run', 'release', 'score', '95 % interval', 'benchmark, model'],
            runs.map(
              ({ id, version, benchmark, model, configName, complete, answersOnly, score, interval }) => [
                beginningOf(id, ids),
                version,
                complete ? (answersOnly ? 'answers' : points(score)) : 'incomplete',
                pointsInterval(interval),
                `${benchmark}, ${modelInWords(configName === null ? { model } : { model, configName })}`,
              ],
            ),
            context.columns,
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

/** What the model of a run goes by. */
function namesOf({ model, configName }: StoredRun['record']): string[] {
  return configName === undefined ? [model] : [model, configName];
}

function requireKnown(what: string, name: string | undefined, names: readonly string[]): void {
  if (name === undefined || names.includes(name)) return;
  const known = [...new Set(names)].sort();
  throw new MixevalError('not-found', `No run is of the ${what} "${name}".`, {
    next:
      known.length === 0 ? 'Make one with `mixeval evaluate`.' : `There are runs of: ${known.join(', ')}.`,
    details: { name, known },
  });
}
