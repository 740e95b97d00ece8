import { resolve } from 'node:path';
import { type CliCommand, command } from '../../command.js';
import { countsInWords } from './words.js';

interface ImportFlags {
  readonly version: string;
  readonly date?: string;
}

/** `mixeval versions import`. */
export const importAction: CliCommand = {
  name: 'import',
  build: (run) =>
    command(
      'import',
      "take a release in MixEval's own layout, or a release folder of ours, into the workspace",
    )
      .argument(
        '<folder>',
        'holds mixeval/ and perhaps mixeval-hard/, each with free-form.json and multiple-choice.json',
      )
      .requiredOption('--version <name>', 'name of the release here')
      .option('--date <day>', 'its day, YYYY-MM-DD (default: the first one in its name)')
      .action(
        run(async (context, folder: string, { version, date }: ImportFlags) => {
          const { importRelease } = await import('../../../../versions/index.js');
          const { path, manifest } = await importRelease(
            { workspace: await context.workspace(), folder: resolve(context.cwd, folder), version, date },
            context.task,
          );
          const { counts, origin } = manifest;
          const details =
            manifest.origin === 'imported'
              ? { rows: manifest.rows, published: manifest.published, leftOut: manifest.leftOut }
              : {};
          return {
            json: { version, path, origin, counts, ...details },
            text: `${version} is imported: ${countsInWords(counts)}\n${path}`,
          };
        }),
      ),
};
