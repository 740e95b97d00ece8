import { type CliCommand, command, wholeNumber } from '../command.js';
import { addModelOptions, addRunOptions, type RunFlags, withRunOptions } from '../run-options.js';
import { dryRunOutput, outcomesOutput } from '../run-output.js';

interface ProbeFlags extends RunFlags {
  readonly sample?: number;
  readonly sampleSeed?: number;
  readonly pool?: readonly string[];
}

/** `mixeval probe`: models over the pool, to learn how hard its items are. */
export const probeCommand: CliCommand = {
  name: 'probe',
  build: (run) => {
    const probe = command('probe', 'ask cheap models the items of the pool: what Hard goes by');
    return addRunOptions(addModelOptions(probe))
      .option('--sample <items>', 'only so many items of the pool, 1 or more (default: all)', wholeNumber(1))
      .option('--sample-seed <number>', 'seed of that sample, 0 or more (default: 1)', wholeNumber(0))
      .option('--pool <names...>', 'only these pools (default: all)')
      .option('--dry-run', 'show three prompts, tokens and cost, and ask nothing')
      .action(
        run(async (context, flags: ProbeFlags) =>
          withRunOptions(context, flags, async (options) => {
            const { estimateProbe, probe: probeAll } = await import('../../../eval/index.js');
            const all = { ...options, pools: flags.pool, sample: flags.sample, seed: flags.sampleSeed };
            if (flags.dryRun) return dryRunOutput(await estimateProbe(all, context.task), context.columns);
            const outcomes = await probeAll(all, context.task);
            const files = outcomes.flatMap(({ file }) => file ?? []);
            const output = outcomesOutput(
              context,
              outcomes.map(({ run: outcome }) => outcome),
            );
            return {
              ...output,
              json: { items: outcomes.map(({ results }) => results.length), files, ...output.json },
              text: [output.text, ...files.map((file) => `Results for Hard: ${file}`)].join('\n'),
            };
          }),
        ),
      );
  },
};
