import { counted } from '../../../core/text-table.js';
import { type CliCommand, command } from '../../command.js';

/** `mixeval pool remove`. */
export const removeAction: CliCommand = {
  name: 'remove',
  build: (run) =>
    command('remove', 'take a pool out of the workspace; releases that drew from it stay as they are')
      .argument('<name>', 'name of the pool')
      .action(
        run(async (context, name: string) => {
          const { removePool } = await import('../../../../corpus/index.js');
          const { kept } = await removePool(await context.workspace(), name);
          return { json: { name, removed: kept }, text: `${name} is removed: ${counted(kept, 'items')}.` };
        }),
      ),
};
