import type { Item } from '../../../core/schemas/item.js';
import { counted } from '../../../core/text-table.js';
import { type CliCommand, command, wholeNumber } from '../../command.js';
import { printable } from '../../printable.js';
import { wrapProse } from '../../prose.js';
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
            `${name}: ${counted(kept, 'items')} of ${counted(read, 'rows')}, licence ${licence}`,
            ...(citation === null ? [] : [`${citation}${home === null ? '' : ` (${home})`}`]),
            ...rejectedInWords(rejected, poolReasons),
            ...examples.map(itemInWords),
          ];
          return {
            json: { manifest, examples },
            text: wrapProse(printable(text.join('\n')), context.columns),
          };
        }),
      ),
};

function itemInWords(item: Item): string {
  const answers =
    item.problem_type === 'free-form'
      ? [`= ${item.target.join(' | ')}`]
      : item.options.map(
          (option, place) =>
            `${place === item.target[0] ? '*' : ' '} ${String.fromCharCode(65 + place)}. ${option}`,
        );
  return ['', ...(item.context === null ? [] : [item.context]), item.prompt, ...answers].join('\n');
}
