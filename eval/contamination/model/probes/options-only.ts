import type { MultipleChoiceItem } from '../../../../src/core/schemas/item.js';
import { inPercent } from '../../../../src/core/text-table.js';
import { readByRules } from '../../../parsers/rule.js';
import { optionLines } from '../../../prompts/index.js';
import { wilsonInterval } from '../../../statistics/wilson.js';
import { choicesIn, putBefore } from '../item-text.js';
import type { Probe } from '../probe.js';
import { reordered } from '../reorder.js';
import { paired } from './paired.js';

/** 1 where the reply names the right option; undefined where there is no reply. */
export function isRight(item: MultipleChoiceItem, reply: string | undefined): number | undefined {
  return reply === undefined ? undefined : Number(readByRules(item, reply).score === 1);
}

/**
 * Shown the options alone, does the model find the right one more often in the release's order than in another? Above
 * chance alone it may be: right options often look it. Their order looks like nothing.
 */
export const optionsOnly: Probe = {
  name: 'options-only',
  asks: "for the right option without the question, in the release's order and in another",
  needs: 'replies',
  plan({ splits, kind }) {
    const items = reordered(choicesIn(splits));
    const instruction =
      'These are the options of a test question; the question itself is not shown. Which option is the right one? Reply with its letter alone.';
    const ask = (item: MultipleChoiceItem) => ({
      messages: putBefore(kind, instruction, `${optionLines(item.options)}\nAnswer:`),
      ...(kind === 'base' ? { maxTokens: 5 } : {}),
    });
    return {
      questions: items.flatMap(({ item, other }) => [
        { id: `own ${item.id}`, ...ask(item) },
        { id: `control ${item.id}`, ...ask(other) },
      ]),
      conclude(answers) {
        const both = items.flatMap(({ item, other }) => {
          const own = isRight(item, answers.reply(`own ${item.id}`));
          const control = isRight(other, answers.reply(`control ${item.id}`));
          return own === undefined || control === undefined
            ? []
            : [{ own, control, chance: 1 / item.options.length }];
        });
        const n = both.length;
        const chance = both.reduce((sum, pair) => sum + pair.chance, 0) / Math.max(1, n);
        return paired(both, {
          what: 'items have options that may stand in any order and were answered',
          measures: { chance },
          says: ({ own, control }) => {
            const [low, high] = wilsonInterval(own, n);
            return `By the options alone it is right in ${inPercent(own)} (${inPercent(low)} to ${inPercent(high)}; chance ${inPercent(chance)}), in another order in ${inPercent(control)}.`;
          },
        });
      },
    };
  },
};
