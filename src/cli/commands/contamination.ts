import type { TextReport } from '../../../eval/index.js';
import { textTable } from '../../core/text-table.js';
import { type CliCommand, command, wholeNumber } from '../command.js';
import { printable } from '../printable.js';

interface ContaminationFlags {
  readonly version: string;
  readonly text: string[];
  readonly ngram?: number;
  readonly fresh?: boolean;
}

/** `mixeval contamination`: whether texts hold a release's items. */
export const contaminationCommand: CliCommand = {
  name: 'contamination',
  build: (run) =>
    command('contamination', 'tell whether texts hold the items of a release')
      .requiredOption('--version <name>', 'release')
      .requiredOption('--text <paths...>', 'files and folders of text: plain, JSON, CSV, Parquet, also .gz')
      .option(
        '--ngram <words>',
        'words in a row that make an overlap, 8 to 13 (default: 8)',
        wholeNumber(8, 13),
      )
      .option('--fresh', 'forget what an unfinished search of the same texts has found')
      .action(
        run(async (context, { text, ...flags }: ContaminationFlags) => {
          const { checkTexts } = await import('../../../eval/index.js');
          const report = await checkTexts(
            { ...flags, workspace: await context.workspace(), texts: text },
            context.task,
          );
          return { json: report, text: printable(inWords(report)) };
        }),
      ),
};

function inWords({ version, items, labels, matches, tooShort, canary, matchesFile }: TextReport): string {
  const share = (count: number): string => `${((100 * count) / Math.max(1, items)).toFixed(1)} %`;
  const rows = [
    ['clean', labels.clean],
    ['question seen', labels.question],
    ['question and answer seen', labels['question-and-answer']],
  ] as const;
  return [
    `${items} items of ${version}:`,
    '',
    textTable(
      ['label', 'items', 'share'],
      rows.map(([label, count]) => [label ?? '', String(count ?? 0), share(count ?? 0)]),
    ),
    '',
    `${tooShort} of the clean ones are of fewer than 8 words: those are found only whole and with an answer.`,
    canary > 0
      ? `The canary of the release stands in these texts ${canary} times: whoever read them read the release.`
      : 'The canary of the release does not stand in these texts.',
    ...(matchesFile === null ? [] : [`${matches} passages: ${matchesFile}`]),
  ].join('\n');
}
