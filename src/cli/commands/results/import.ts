import { resolve } from 'node:path';
import type { ImportResultsOptions, ResultsReport } from '../../../../corpus/index.js';
import { counted, withCommas } from '../../../core/text-table.js';
import type { Workspace } from '../../../core/workspace.js';
import { type CliCommand, command } from '../../command.js';
import { printable } from '../../printable.js';
import { type Meanings, rejectedInWords } from '../pool/words.js';

interface ImportFlags {
  readonly name?: string;
  readonly version?: string;
}

/** `mixeval results import`. */
export const importAction: CliCommand = {
  name: 'import',
  build: (run) =>
    command('import', "what systems got on items: our own rows, MixEval's by key, ZeroEval's by question")
      .argument('<path>', 'a file of results, or the folder that it lies in')
      .option('--name <name>', 'what to call them here (default: the name of the path)')
      .option('--version <release>', 'the release whose keys name the items, for results by key')
      .action(
        run(async (context, path: string, { name, version }: ImportFlags) => {
          const { importResults, resultReasons } = await import('../../../../corpus/index.js');
          const workspace = await context.workspace();
          const itemByKey = version === undefined ? undefined : await keysOf(workspace, version);
          const report = await importResults(
            { workspace, path: resolve(context.cwd, path), name, itemByKey },
            context.task,
          );
          return { json: report, text: printable(inWords(report, resultReasons)) };
        }),
      ),
};

/** The items of a release by the keys of their rows in its original files. */
async function keysOf(workspace: Workspace, version: string): Promise<ImportResultsOptions['itemByKey']> {
  const { openRelease } = await import('../../../../versions/index.js');
  const { splits } = await openRelease(workspace, version);
  const ids = new Map<string, string>();
  const place = (...parts: readonly string[]): string => JSON.stringify(parts);
  for (const [benchmark, formats] of Object.entries(splits)) {
    for (const [format, { items }] of Object.entries(formats)) {
      for (const item of items) {
        for (const key of item.keys ?? []) ids.set(place(benchmark, format, key), item.id);
      }
    }
  }
  return (benchmark, format, key) => ids.get(place(benchmark, format, key));
}

function inWords(
  { name, layout, read, kept, rejected, subjects, items, output }: ResultsReport,
  meanings: Meanings,
): string {
  return [
    `${name}: ${counted(subjects, 'subjects')} on ${counted(items, 'items')} -> ${output}`,
    `  ${withCommas(kept)} of ${counted(read, 'rows')} used, read as ${layout}`,
    ...rejectedInWords(rejected, meanings),
  ].join('\n');
}
