import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Leaderboard, LeaderboardEntry } from '../../../eval/index.js';
import { points } from '../../core/text-table.js';
import { type CliCommand, collect, command } from '../command.js';
import type { CliContext } from '../context.js';
import { printable } from '../printable.js';
import { wrapProse } from '../prose.js';

interface LeaderboardFlags {
  readonly version: string;
  readonly hard?: boolean;
  readonly model?: readonly string[];
  readonly format: string;
  readonly against?: string;
  readonly againstColumn?: string;
  readonly groups?: string;
  readonly failUnder?: number;
  readonly failIfWorseThan?: string;
}

/** Why a gate of `--fail-under` or `--fail-if-worse-than` is not passed. */
interface Failure {
  readonly model: string;
  readonly gate: 'fail-under' | 'fail-if-worse-than';
  readonly reason: string;
}

/** `mixeval leaderboard`: models of a release, ranked with ties. */
export const leaderboardCommand: CliCommand = {
  name: 'leaderboard',
  build: (run) =>
    command('leaderboard', 'rank the models that answered a release, ties shown as ties')
      .requiredOption('--version <name>', 'release')
      .option('--hard', 'the Hard benchmark instead of the normal one')
      .option('--model <name>', 'only this model; may be given several times (default: all)', collect)
      .addOption(
        new Option('--format <name>', 'form of the report')
          .choices(['table', 'markdown', 'csv', 'json', 'html'])
          .default('table'),
      )
      .option(
        '--against <file>',
        'table of models and a number each, such as Elo: correlations with it, and the models that do not fit',
      )
      .option(
        '--against-column <name>',
        'column of those numbers (default: the second; models are the first)',
      )
      .option(
        '--groups <file>',
        'JSON object from names of groups to lists of benchmarks or subjects: means over them',
      )
      .option(
        '--fail-under <share>',
        'exit 100 where a model shown scores less, 0 to 1 or 0% to 100% (default: never)',
        share,
      )
      .option(
        '--fail-if-worse-than <run>',
        'exit 100 where a model shown is shown to be worse than this run, an id or folder (default: never)',
      )
      .action(
        run(async (context, flags: LeaderboardFlags) => {
          const { version, hard, model, format, against, againstColumn, groups } = flags;
          const { differentReaders, leaderboard, readGroups, readRanking, reports } = await import(
            '../../../eval/index.js'
          );
          const board = await leaderboard(
            {
              workspace: await context.workspace(),
              version,
              benchmark: hard ? 'mixeval-hard' : 'mixeval',
              models: model,
              against:
                against === undefined
                  ? undefined
                  : await readRanking(resolve(context.cwd, against), againstColumn),
              groups: groups === undefined ? undefined : await readGroups(resolve(context.cwd, groups)),
            },
            context.task,
          );
          const readers = differentReaders(board.entries);
          if (readers.length > 0) {
            context.task.onWarning?.(`The answers were read by different parsers (${readers.join('; ')}).`);
          }
          if (board.unknownNames.length > 0) {
            context.task.onWarning?.(
              `No items go by these names of groups: ${board.unknownNames.join(', ')}.`,
            );
          }
          const failures = await failedGates(context, board, flags);
          for (const { reason } of failures) context.say(reason);
          const text = reports.get(format).render(board, { columns: context.columns });
          return {
            json: { ...board, failures },
            text: shown(text, format, context.columns),
            exitCode: failures.length > 0 ? 100 : 0,
          };
        }),
      ),
};

/** A report as it is printed: prose wrapped for a terminal; what other programs read as it is. */
function shown(text: string, format: string, columns: number): string {
  if (format === 'table') return wrapProse(printable(text), columns);
  return format === 'markdown' ? printable(text) : text;
}

async function failedGates(
  context: CliContext,
  { entries }: Leaderboard,
  { failUnder, failIfWorseThan }: LeaderboardFlags,
): Promise<Failure[]> {
  const below = failUnder === undefined ? [] : belowThreshold(entries, failUnder);
  if (failIfWorseThan === undefined) return below;
  const { worseThan } = await import('../../../eval/index.js');
  const worse = await worseThan(
    await context.workspace(),
    failIfWorseThan,
    entries.map(({ path }) => path),
    context.task,
  );
  return [
    ...below,
    ...worse.map(({ model, difference, interval }): Failure => {
      const by = `${points(-difference)} points worse than ${failIfWorseThan}`;
      const range = `95 %: ${points(-interval[1])} to ${points(-interval[0])}`;
      return { model, gate: 'fail-if-worse-than', reason: `${model} is shown to be ${by} (${range}).` };
    }),
  ];
}

/** A mean that is just the threshold may come out a hair below it. */
const rounding = 1e-9;

function belowThreshold(entries: readonly LeaderboardEntry[], least: number): Failure[] {
  return entries
    .filter(({ score }) => (score ?? 0) < least - rounding)
    .map(({ model, score }) => ({
      model,
      gate: 'fail-under',
      reason: `${model} scores ${points(score)}, which is below ${points(least)}.`,
    }));
}

/** `0.7` or `70%`. */
function share(text: string): number {
  const percent = text.trim().endsWith('%');
  const number = text.trim().replace(/%$/, '');
  const value = Number(number) / (percent ? 100 : 1);
  if (number !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a share from 0 to 1, or a percentage such as 70%.');
}
