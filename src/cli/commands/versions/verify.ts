import { counted } from '../../../core/text-table.js';
import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';

/** `mixeval versions verify`. */
export const verifyAction: CliCommand = {
  name: 'verify',
  build: (run) =>
    command('verify', 'check every byte and number of a release; exit code 1 where anything is wrong')
      .argument('<version>', 'name of the release')
      .action(
        run(async (context, version: string) => {
          const { verifyRelease } = await import('../../../../versions/index.js');
          const verification = await verifyRelease(await context.workspace(), version, context.task);
          const { ok, problems } = verification;
          const found = problems.map(({ file, problem }) => `${file}: ${problem}`);
          const text = ok
            ? `${version} is as it was written.`
            : [
                ...found,
                `${counted(problems.length, 'problems')} in ${version}. Remove its folder and get it again; a release is never mended.`,
              ].join('\n');
          return { json: verification, text: printable(text), exitCode: ok ? 0 : 1 };
        }),
      ),
};
