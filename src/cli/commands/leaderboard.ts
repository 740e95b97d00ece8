import { InvalidArgumentError, Option } from 'commander';
import type { LeaderboardEntry } from '../../../eval/index.js';
import { points } from '../../core/text-table.js';
import { type CliCommand, collect, command } from '../command.js';
import type { CliContext } from '../context.js';
import { printable } from '../printable.js';

interface LeaderboardFlags {
  readonly version: string;
  readonly hard?: boolean;
  readonly model?: readonly string[];
  readonly format: string;
  readonly failUnder?: number;
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
          .choices(['table', 'markdown', 'csv', 'json'])
          .default('table'),
      )
      .option(
        '--fail-under <share>',
        'exit 100 where a model shown scores less, 0 to 1 or 0% to 100% (default: never)',
        share,
      )
      .action(
        run(async (context, { version, hard, model, format, failUnder }: LeaderboardFlags) => {
          const { differentReaders, leaderboard, reports } = await import('../../../eval/index.js');
          const board = await leaderboard(
            {
              workspace: await context.workspace(),
              version,
              benchmark: hard ? 'mixeval-hard' : 'mixeval',
              models: model,
            },
            context.task,
          );
          const readers = differentReaders(board.entries);
          if (readers.length > 0) {
            context.task.onWarning?.(`The answers were read by different parsers (${readers.join('; ')}).`);
          }
          const text = reports.get(format).render(board, { columns: context.columns });
          return {
            json: board,
            text: format === 'table' || format === 'markdown' ? printable(text) : text,
            exitCode: belowThreshold(context, board.entries, failUnder) ? 100 : 0,
          };
        }),
      ),
};

function belowThreshold(
  context: CliContext,
  entries: readonly LeaderboardEntry[],
  least: number | undefined,
): boolean {
  const below = entries.filter(({ score }) => least !== undefined && (score ?? 0) < least);
  for (const { model, score } of below) {
    context.say(`${model} scores ${points(score)}, which is below ${points(least ?? 0)}.`);
  }
  return below.length > 0;
}

/** `0.7` or `70%`. */
function share(text: string): number {
  const percent = text.trim().endsWith('%');
  const number = text.trim().replace(/%$/, '');
  const value = Number(number) / (percent ? 100 : 1);
  if (number !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a share from 0 to 1, or a percentage such as 70%.');
}
