import { resolve } from 'node:path';
import { counted } from '../../../core/text-table.js';
import { type CliCommand, command } from '../../command.js';

interface ExportFlags {
  readonly format: string;
  readonly out?: string;
}

/** `mixeval versions export`. */
export const exportAction: CliCommand = {
  name: 'export',
  build: (run) =>
    command('export', 'write a release in the form of another program')
      .argument('<version>', 'name of the release')
      .requiredOption(
        '--format <name>',
        "mixeval (MixEval's own layout; an import gives back its original bytes), lm-eval, evalscope, inspect or hf",
      )
      .option(
        '--out <folder>',
        'the folder to make (default: ./mixeval-VERSION, the name that MixEval looks for)',
      )
      .addHelpText(
        'after',
        `
Items of benchmarks whose authors ask that they are not published in plain text
(GPQA) are left out of what is built. docs/interoperability.md shows how the
tools run what is written.
`,
      )
      .action(
        run(async (context, version: string, { format, out }: ExportFlags) => {
          const { exportRelease } = await import('../../../../versions/index.js');
          const report = await exportRelease(
            {
              workspace: await context.workspace(),
              version,
              format,
              out: resolve(context.cwd, out ?? `mixeval-${version}`),
            },
            context.task,
          );
          return { json: report, text: `${counted(report.files.length, 'files')} written to ${report.path}` };
        }),
      ),
};
