import type { MultipleChoiceItem } from '../../../../src/core/schemas/item.js';
import { inPercent } from '../../../../src/core/text-table.js';
import { letterAt } from '../../../parsers/rules/multiple-choice/letters.js';
import { optionLines, plainOptions, questionOf } from '../../../prompts/index.js';
import { questionText } from '../../../prompts/prompt.js';
import { wilsonInterval } from '../../../statistics/wilson.js';
import { choicesIn, putBefore, wordsOf } from '../item-text.js';
import { rougeL } from '../overlap.js';
import type { Probe, ReplyWanted } from '../probe.js';
import { type Reordered, reordered } from '../reorder.js';
import { paired } from './paired.js';

interface Hidden {
  /** The question with the options before the hidden one, and the letter that it has. */
  readonly text: string;
  /** The hidden option. */
  readonly option: readonly string[];
}

const mostTokens = 60;

/** Hides the option at a place, and leaves out what follows it. */
function hide(item: MultipleChoiceItem, place: number): Hidden {
  const options = plainOptions(item.options);
  const shown = optionLines(options.slice(0, place));
  const text = `${questionText(questionOf(item))}\n${shown}\n(${letterAt(place)})`;
  return { text, option: wordsOf(options[place] ?? '') };
}

/** The last place after the first that a wrong option has in both orders; undefined where there is none. */
function placeOf({ item, other }: Pick<Reordered, 'item' | 'other'>): number | undefined {
  const place = item.options.findLastIndex((_, at) => at !== item.target[0] && at !== other.target[0]);
  return place < 1 ? undefined : place;
}

/** The reply's first line, without the letter it may begin with. */
function optionIn(reply: string, wanted: readonly string[]): string[] {
  const [line = ''] = reply.trim().split('\n');
  return wordsOf(line.replace(/^\s*\(?[A-Za-z][).:]\s*/, '')).slice(0, wanted.length);
}

/**
 * Given a question and some options, does the model name the wrong option that comes next (Deng et al. 2024, "testset slot
 * guessing")? Wrong options cannot be worked out, but some can be guessed: the control is the same question with its options
 * in another order, where the next one can be guessed as well.
 */
export const optionRecall: Probe = {
  name: 'option-recall',
  asks: "for the next, wrong option, after the question and the options before it, in the release's order and in another",
  needs: 'replies',
  plan({ splits, kind }) {
    const hidden = reordered(choicesIn(splits)).flatMap(({ item, other }) => {
      const place = placeOf({ item, other });
      return place === undefined
        ? []
        : [{ id: item.id, own: hide(item, place), control: hide(other, place) }];
    });
    const instruction =
      'Below is a question of a test with the first of its options. Write the text of the next option as it stands in the test, and nothing else.';
    const ask = ({ text }: Hidden): ReplyWanted => ({
      messages: putBefore(kind, instruction, text),
      maxTokens: mostTokens,
    });
    return {
      questions: hidden.flatMap(({ id, own, control }) => [
        { id: `own ${id}`, ...ask(own) },
        { id: `control ${id}`, ...ask(control) },
      ]),
      conclude(answers) {
        const rouge = ({ option }: Hidden, reply: string | undefined): number | undefined =>
          reply === undefined ? undefined : rougeL(optionIn(reply, option), option);
        const pairs = hidden.flatMap((one) => {
          const own = rouge(one.own, answers.reply(`own ${one.id}`));
          const control = rouge(one.control, answers.reply(`control ${one.id}`));
          return own === undefined || control === undefined ? [] : [{ own, control }];
        });
        const exact = pairs.filter(({ own }) => own === 1).length;
        const exactControls = pairs.filter(({ control }) => control === 1).length;
        const n = pairs.length;
        const [low, high] = n === 0 ? [0, 1] : wilsonInterval(exact / n, n);
        return paired(pairs, {
          what: 'items have a wrong option to hide and were answered',
          measures: { exact, exactOfControls: exactControls, exactLow: low, exactHigh: high },
          says: () =>
            `It names the hidden option of ${exact} of ${n} items exactly (${inPercent(low)} to ${inPercent(high)}), and of ${exactControls} with options in another order.`,
        });
      },
    };
  },
};
