import type { MultipleChoiceItem } from '../../../../src/core/schemas/item.js';
import { inPercent } from '../../../../src/core/text-table.js';
import { promptFor, questionOf } from '../../../prompts/index.js';
import { choicesIn } from '../item-text.js';
import type { Probe } from '../probe.js';
import { reordered } from '../reorder.js';
import { isRight } from './options-only.js';
import { paired } from './paired.js';

/** Does the model's score fall where the same items have their options in another order? */
export const shuffledOptions: Probe = {
  name: 'shuffled-options',
  asks: "the questions themselves, with options in the release's order and in another",
  needs: 'replies',
  plan({ splits, kind }) {
    const items = reordered(choicesIn(splits));
    const prompt = promptFor(kind, 'multiple-choice');
    const ask = (item: MultipleChoiceItem) => ({
      messages: prompt.messages(questionOf(item), undefined),
      ...(kind === 'base' ? { maxTokens: 16 } : {}),
    });
    const right = (item: MultipleChoiceItem, reply: string | undefined): number | undefined =>
      isRight(item, reply === undefined ? undefined : prompt.answerIn(reply));
    return {
      questions: items.flatMap(({ item, other }) => [
        { id: `own ${item.id}`, ...ask(item) },
        { id: `control ${item.id}`, ...ask(other) },
      ]),
      conclude(answers) {
        const pairs = items.flatMap(({ item, other }) => {
          const own = right(item, answers.reply(`own ${item.id}`));
          const control = right(other, answers.reply(`control ${item.id}`));
          return own === undefined || control === undefined ? [] : [{ own, control }];
        });
        return paired(pairs, {
          what: 'items have options that may stand in any order and were answered',
          says: ({ own, control }) =>
            `It scores ${inPercent(own)} with options in the release's order and ${inPercent(control)} in another.`,
        });
      },
    };
  },
};
