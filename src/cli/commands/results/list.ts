import { counted } from '../../../core/text-table.js';
import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';

/** `mixeval results list`. */
export const listAction: CliCommand = {
  name: 'list',
  build: (run) =>
    command('list', 'the results that are here: subjects, items').action(
      run(async (context) => {
        const { listResults } = await import('../../../../corpus/index.js');
        const results = await listResults(await context.workspace());
        const lines = results.map(
          ({ name, subjects, items, results: count }) =>
            `${name}: ${counted(subjects.length, 'subjects')} on ${counted(items, 'items')}, ${counted(count, 'results')}`,
        );
        const none = 'No results are here yet: mixeval probe, or mixeval results import PATH.';
        return { json: { results }, text: lines.length === 0 ? none : printable(lines.join('\n')) };
      }),
    ),
};
