import { resolve } from 'node:path';
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
        "mixeval: MixEval's own layout; an import gives back its original bytes",
      )
      .option(
        '--out <folder>',
        'the folder to make (default: ./mixeval-VERSION, the name that MixEval looks for)',
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
          return { json: report, text: `${report.files.length} files written to ${report.path}` };
        }),
      ),
};
