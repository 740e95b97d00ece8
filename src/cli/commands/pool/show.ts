import type { Item } from '../../../core/schemas/item.js';
import { withCommas } from '../../../core/text-table.js';
import { type CliCommand, command, wholeNumber } from '../../command.js';
import { printable } from '../../printable.js';
import { rejectedInWords } from './words.js';

/** `mixeval pool show`. */
export const showAction: CliCommand = {
  name: 'show',
  build: (run) =>
    command('show', 'where a pool comes from, and a few of its items')
      .argument('<name>', 'name of the pool')
      .option('--examples <items>', 'how many items, 0 or more', wholeNumber(0), 5)
      .option('--seed <number>', 'which items: another number, others; 0 or more', wholeNumber(0), 0)
      .action(
        run(async (context, name: string, flags: { readonly examples: number; readonly seed: number }) => {
          const { poolReasons, showPool } = await import('../../../../corpus/index.js');
          const { manifest, examples } = await showPool(await context.workspace(), name, flags);
          const { kept, read, licence, citation, home, rejected } = manifest;
          const text = [
            `${name}: ${withCommas(kept)} items of ${withCommas(read)} rows, licence ${licence}`,
            ...(citation === null ? [] : [`${citation}${home === null ? '' : ` (${home})`}`]),
            ...rejectedInWords(rejected, poolReasons),
            ...examples.map((item) => itemInWords(item, context.columns)),
          ];
          return { json: { manifest, examples }, text: printable(text.join('\n')) };
        }),
      ),
};

function itemInWords(item: Item, columns: number): string {
  const parts = [
    ...(item.context === null ? [] : wrapped(item.context, columns)),
    ...wrapped(item.prompt, columns),
    ...(item.problem_type === 'free-form'
      ? wrapped(`= ${item.target.join(' | ')}`, columns)
      : item.options.flatMap((option, place) =>
          wrapped(
            `${place === item.target[0] ? '*' : ' '} ${String.fromCharCode(65 + place)}. ${option}`,
            columns,
          ),
        )),
  ];
  return ['', ...parts].join('\n');
}

/** Lines of at most `columns` characters, broken at spaces where there are any. */
function wrapped(text: string, columns: number): string[] {
  return text
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`.{1,${columns}}(?:\\s|$)|.{${columns}}`, 'g')) ?? ['']);
}
