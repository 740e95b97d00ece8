import { Option } from 'commander';
import type { Benchmark } from '../../core/schemas/release-item.js';
import { type CliCommand, command, wholeNumber } from '../command.js';
import { keepProcessLean } from '../lean-process.js';
import { addModelOptions, addRunOptions, type RunFlags, withRunOptions } from '../run-options.js';
import { dryRunOutput, outcomesOutput } from '../run-output.js';

interface EvaluateFlags extends RunFlags {
  readonly version: string;
  readonly hard?: boolean;
  readonly all?: boolean;
  readonly limit?: number;
  readonly repeat?: number;
}

/** `mixeval evaluate`: models on a release. */
export const evaluateCommand: CliCommand = {
  name: 'evaluate',
  build: (run) => {
    const evaluate = command('evaluate', 'ask models the questions of a release and score their answers')
      .requiredOption('--version <name>', 'release; a published one is fetched if it is not here')
      .addOption(new Option('--hard', 'the Hard benchmark instead of the normal one').conflicts('all'))
      .option('--all', 'both benchmarks');
    return addRunOptions(addModelOptions(evaluate))
      .option(
        '--limit <items>',
        'only so many items of each split, 1 or more, drawn by the traffic that they stand for (default: all)',
        wholeNumber(1),
      )
      .option('--repeat <times>', 'ask each question so often, 1 to 100 (default: 1)', wholeNumber(1, 100))
      .option('--responses-only', 'ask and keep the answers; `mixeval grade` scores them later')
      .option('--dry-run', 'show three prompts, tokens and cost, and ask nothing')
      .action(
        run(async (context, flags: EvaluateFlags) =>
          withRunOptions(context, flags, async (options) => {
            keepProcessLean();
            const { estimateRuns, evaluate: evaluateAll } = await import('../../../eval/index.js');
            const all = {
              ...options,
              version: flags.version,
              benchmark: benchmarkOf(flags),
              limit: flags.limit,
              repeats: flags.repeat,
              mirror: (await context.settings()).mirror.value,
            };
            return flags.dryRun
              ? dryRunOutput(await estimateRuns(all, context.task), context.columns)
              : outcomesOutput(context, await evaluateAll(all, context.task));
          }),
        ),
      );
  },
};

function benchmarkOf({ hard, all }: EvaluateFlags): Benchmark | 'all' {
  if (all) return 'all';
  return hard ? 'mixeval-hard' : 'mixeval';
}
