import { resolve } from 'node:path';
import type { Decision } from '../../../../corpus/index.js';
import type { SuspectToJudge } from '../../../../versions/index.js';
import { MixevalError } from '../../../core/errors.js';
import { exists } from '../../../core/files.js';
import { writeJsonLines } from '../../../core/json-lines.js';
import { counted, shortened } from '../../../core/text-table.js';
import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';

interface SuspectsFlags {
  readonly out?: string;
  readonly apply?: string;
  readonly accept?: string[];
  readonly exclude?: string[];
}

/** `mixeval versions suspects`. */
export const suspectsAction: CliCommand = {
  name: 'suspects',
  build: (run) =>
    command('suspects', 'items whose ground truth may be wrong: strong models miss them more than weak ones')
      .argument('<version>', 'name of the release')
      .option('--out <file>', 'write them to this file, one a line, to be gone through')
      .option('--apply <file>', 'take the decisions from such a file')
      .option('--accept <id...>', 'these are right as they are')
      .option('--exclude <id...>', 'keep these out of every release')
      .addHelpText(
        'after',
        `
In the file, set "decision" to "accept", "exclude" or "fix"; for "fix", change
"target" to what is right (accepted answers, or the 0-based index of the right
option). Lines left at null stay open. Decisions are kept with the pools and
every later release goes by them; releases that exist are never changed.
`,
      )
      .action(
        run(async (context, version: string, { out, apply, accept = [], exclude = [] }: SuspectsFlags) => {
          const { suspectsOfPools } = await import('../../../../versions/index.js');
          const { decideSuspects, listSuspects, readDecisionFile } = await suspectsOfPools();
          const workspace = await context.workspace();
          const decisions: Decision[] = [
            ...(apply === undefined ? [] : await readDecisionFile(resolve(context.cwd, apply), context.task)),
            ...accept.map((item) => ({ item, decision: 'accept' as const })),
            ...exclude.map((item) => ({ item, decision: 'exclude' as const })),
          ];
          if (decisions.length > 0) await decideSuspects(workspace, decisions, context.task);
          const suspects = await listSuspects(workspace, version, context.task);
          const path = out === undefined ? null : resolve(context.cwd, out);
          if (path !== null) {
            if (await exists(path)) throw taken(path);
            await writeJsonLines(path, suspects);
          }
          const open = suspects.filter(({ decision }) => decision === null).length;
          return {
            json: { version, suspects, decided: decisions.length, open, output: path },
            text: printable(inWords(suspects, open, decisions.length, path)),
          };
        }),
      ),
};

function taken(path: string): MixevalError {
  return new MixevalError('exists', `${path} is there already, and may hold your decisions.`, {
    next: 'Choose another --out, or remove that file.',
  });
}

const mostShown = 10;
/** Characters of a text that are shown. */
const shownWidth = 100;

function inWords(
  suspects: readonly SuspectToJudge[],
  open: number,
  decided: number,
  path: string | null,
): string {
  const lines = suspects.slice(0, mostShown).flatMap((suspect) => {
    const { item, decision, benchmark, discrimination, prompt, options, target, answers } = suspect;
    const truth = target.map((value) => (typeof value === 'number' ? (options?.[value] ?? '') : value));
    return [
      `${item}  ${benchmark}, discrimination ${discrimination.toFixed(2)}, ${decision ?? 'open'}`,
      `  ${shortened(prompt, shownWidth)}`,
      `  ground truth: ${shortened(truth.join(' | '), shownWidth)}`,
      ...answers.map(
        ({ subject, score, answer }) =>
          `  ${subject}: ${score === 1 ? 'right' : score === 0 ? 'wrong' : score.toFixed(2)}${answer === undefined ? '' : `, ${shortened(answer, shownWidth)}`}`,
      ),
    ];
  });
  const rest = suspects.length - mostShown;
  return [
    ...lines,
    ...(rest > 0 ? [`and ${rest} more: --out FILE writes them all`] : []),
    `${counted(suspects.length, 'suspects')}, ${open} of them open${decided > 0 ? `; ${counted(decided, 'decisions')} kept` : ''}`,
    ...(path === null ? [] : [`written to ${path}`]),
  ].join('\n');
}
