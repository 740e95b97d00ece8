import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';

/** `mixeval runs remove`. */
export const removeAction: CliCommand = {
  name: 'remove',
  build: (run) =>
    command('remove', 'remove a run for good; its answers are then not used again either')
      .argument('<run>', "a run's id, the beginning of it, or its folder")
      .action(
        run(async (context, name: string) => {
          const { removeRun } = await import('../../../../eval/index.js');
          const { record, path } = await removeRun(await context.workspace(), name);
          const { id, model, version, benchmark } = record;
          return {
            json: { removed: record, path },
            text: printable(`Removed ${id}: ${model} on ${version} ${benchmark}`),
          };
        }),
      ),
};
