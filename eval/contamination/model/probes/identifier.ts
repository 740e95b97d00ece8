import type { MultipleChoiceItem } from '../../../../src/core/schemas/item.js';
import type { ReleaseItem } from '../../../../src/core/schemas/release-item.js';
import { inPercent } from '../../../../src/core/text-table.js';
import { readByRules } from '../../../parsers/rule.js';
import { letterAt } from '../../../parsers/rules/multiple-choice/letters.js';
import { chanceMatches } from '../../../statistics/chance-matches.js';
import { wilsonInterval } from '../../../statistics/wilson.js';
import { putBefore } from '../item-text.js';
import { fewestPairs, type Probe, type ProbeMaterial, tooFew } from '../probe.js';

type Choice = ReleaseItem & MultipleChoiceItem;

function question({ version, kind }: ProbeMaterial, item: Choice) {
  const number = item.keys?.[0];
  const place = number === undefined ? '' : `, question ${number} of mixeval/multiple-choice.json`;
  const subject = item.subject === undefined ? '' : `, ${item.subject}`;
  const letters = item.options.map((_, at) => letterAt(at)).join(', ');
  const instruction = `MixEval release ${version}${place}: an item of ${item.benchmark_name}${subject}. Neither question nor options are shown. Which of its options (${letters}) is the right one? Reply with the letter alone.`;
  return {
    messages: putBefore(kind, instruction, `Item ${item.id}\nAnswer:`),
    ...(kind === 'base' ? { maxTokens: 5 } : {}),
  };
}

/**
 * Does the model know the answer by the item's identifier alone? Above what its habits of answering give by chance: its
 * letters are dealt out anew among the items.
 */
export const identifier: Probe = {
  name: 'identifier',
  asks: "for the right letter by the item's identifier alone",
  needs: 'replies',
  plan(material) {
    const items = material.splits.flat().filter((item) => item.problem_type === 'multiple-choice');
    return {
      questions: items.map((item) => ({ id: item.id, ...question(material, item) })),
      conclude(answers) {
        const rows = items.flatMap((item) => {
          const reply = answers.reply(item.id);
          const { answer } = reply === undefined ? {} : readByRules(item, reply);
          return answer === undefined
            ? []
            : [{ group: String(item.options.length), answer, truth: letterAt(item.target[0]) }];
        });
        if (rows.length < fewestPairs) return tooFew(rows.length, 'items were answered with a letter');
        const { n, share, expected, pValue } = chanceMatches(rows);
        const [low, high] = wilsonInterval(share, n);
        return {
          state: 'tested',
          n,
          effect: share - expected,
          interval: [low - expected, high - expected],
          pValue,
          measures: { share, expected },
          says: `By the identifier alone it is right in ${inPercent(share)} (${inPercent(low)} to ${inPercent(high)}; its letters dealt out anew: ${inPercent(expected)}).`,
        };
      },
    };
  },
};
