import { textTable } from '../../../core/text-table.js';
import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';

/** `mixeval runs check`. */
export const checkAction: CliCommand = {
  name: 'check',
  build: (run) =>
    command('check', 'read every journal to its end: which runs are complete, what is damaged').action(
      run(async (context) => {
        const { allRuns, checkRun } = await import('../../../../eval/index.js');
        const runs = [];
        for await (const stored of allRuns(await context.workspace())) runs.push(await checkRun(stored));
        const open = runs.filter(({ complete }) => !complete);
        const damaged = runs.filter(({ damagedLines }) => damagedLines > 0);
        const table = textTable(
          ['run', 'model', 'answers', 'grades', 'damaged lines', 'state'],
          runs.map(({ id, model, answered, graded, damagedLines, complete }) => [
            id,
            model,
            String(answered),
            String(graded),
            String(damagedLines),
            complete ? 'complete' : 'incomplete: the same command goes on',
          ]),
        );
        const ok = open.length === 0 && damaged.length === 0;
        return {
          json: { ok, runs },
          text: runs.length === 0 ? 'No run yet. Make one with `mixeval evaluate`.' : printable(table),
          exitCode: ok ? 0 : 1,
        };
      }),
    ),
};
