import type { RunCheck, StoredRun } from '../../../../eval/index.js';
import { counted, textTable } from '../../../core/text-table.js';
import type { Workspace } from '../../../core/workspace.js';
import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';
import { wrapProse } from '../../prose.js';
import { beginningOf } from './beginnings.js';

/** `mixeval runs check`. */
export const checkAction: CliCommand = {
  name: 'check',
  build: (run) =>
    command('check', 'read journals to their ends: which runs are complete, what is missing or damaged')
      .argument('[runs...]', 'runs: ids, beginnings of ids, or folders (default: all of the workspace)')
      .option('--problems', 'only runs that are incomplete')
      .action(
        run(async (context, names: readonly string[], { problems = false }: { problems?: boolean }) => {
          const workspace = await context.workspace();
          const { allRuns, findRun, modelInWords } = await import('../../../../eval/index.js');
          const stored: StoredRun[] = [];
          const unreadable: string[] = [];
          if (names.length === 0) {
            const readable = allRuns(workspace, ({ message }) => unreadable.push(message));
            for await (const each of readable) stored.push(each);
          }
          for (const name of names) stored.push(await findRun(workspace, name));
          const checked = await checkAll(workspace, stored);
          const incomplete = checked.filter(({ complete }) => !complete);
          // Of a complete run, what damaged lines held was asked again and stands in other lines.
          const ok = incomplete.length === 0 && unreadable.length === 0;
          const shown = problems ? incomplete : checked;
          const nameOf = ({ model, configName }: RunCheck): string =>
            modelInWords(configName === null ? { model } : { model, configName });
          return {
            json: { ok, checked: checked.length, runs: shown, unreadable },
            text: textOf({ shown, checked, unreadable, nameOf }, context.columns),
            exitCode: ok ? 0 : 1,
          };
        }),
      ),
};

async function checkAll(workspace: Workspace, stored: readonly StoredRun[]): Promise<RunCheck[]> {
  const { checkRun } = await import('../../../../eval/index.js');
  const { hasRelease, openRelease } = await import('../../../../versions/index.js');
  const checked: RunCheck[] = [];
  for (const each of stored) {
    const { version, benchmark } = each.record;
    const known = await hasRelease(workspace, version);
    const release = known ? await openRelease(workspace, version, { benchmarks: [benchmark] }) : undefined;
    checked.push(await checkRun(each, release?.splits[benchmark]));
  }
  return checked;
}

interface Checked {
  readonly shown: readonly RunCheck[];
  readonly checked: readonly RunCheck[];
  readonly unreadable: readonly string[];
  readonly nameOf: (run: RunCheck) => string;
}

function textOf({ shown, checked, unreadable, nameOf }: Checked, columns: number): string {
  const broken = unreadable.map((message) => wrapProse(`A run is passed over: ${message}`, columns));
  if (checked.length === 0 && broken.length === 0) return 'No run yet. Make one with `mixeval evaluate`.';
  if (shown.length === 0) {
    const rest = broken.length > 0 ? 'the others are complete' : 'all complete';
    return printable([...broken, `${counted(checked.length, 'runs')} checked: ${rest}.`].join('\n'));
  }
  const ids = checked.map(({ id }) => id);
  const table = textTable(
    ['run', 'answers', 'grades', 'damaged', 'benchmark, model: state'],
    shown.map((run) => [
      beginningOf(run.id, ids),
      String(run.answered),
      String(run.graded),
      String(run.damagedLines),
      `${run.benchmark}, ${nameOf(run)}: ${stateOf(run)}`,
    ]),
    columns,
  );
  return printable([...broken, table].join('\n'));
}

/** Whether a run is complete, or what it lacks. */
function stateOf({ complete, answersOnly, missing, ungraded, summary }: RunCheck): string {
  if (complete) return answersOnly ? 'complete, answers only' : 'complete';
  const lacking = Object.entries(missing ?? {}).flatMap(([format, count]) =>
    count > 0 ? [`${count} ${format} unanswered`] : [],
  );
  if (summary !== 'read' && lacking.length === 0) lacking.push('no summary that can be read');
  if (ungraded > 0 && !answersOnly) lacking.push(`${ungraded} not graded`);
  return lacking.length === 0 ? 'incomplete: the same command goes on' : lacking.join(', ');
}
