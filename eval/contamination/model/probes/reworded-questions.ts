import type { ReleaseItem } from '../../../../src/core/schemas/release-item.js';
import { inPercent } from '../../../../src/core/text-table.js';
import { readByRules } from '../../../parsers/rule.js';
import { promptFor, questionOf } from '../../../prompts/index.js';
import type { Probe } from '../probe.js';
import { paired } from './paired.js';

/** Does the model's score fall where a judge has put the same questions into other words? */
export const rewordedQuestions: Probe = {
  name: 'reworded-questions',
  asks: "the questions themselves, in the release's words and in a judge's",
  needs: 'judge',
  plan({ splits, kind, reworded = new Map() }) {
    const items = splits.flat().flatMap((item) => {
      const prompt = reworded.get(item.id);
      return prompt === undefined ? [] : [{ item, other: { ...item, prompt } }];
    });
    const ask = (item: ReleaseItem) => ({
      messages: promptFor(kind, item.problem_type).messages(questionOf(item), undefined),
    });
    const scoreOf = (item: ReleaseItem, reply: string | undefined): number | undefined =>
      reply === undefined
        ? undefined
        : (readByRules(item, promptFor(kind, item.problem_type).answerIn(reply)).score ?? 0);
    return {
      questions: items.flatMap(({ item, other }) => [
        { id: `own ${item.id}`, ...ask(item) },
        { id: `control ${item.id}`, ...ask(other) },
      ]),
      conclude(answers) {
        const pairs = items.flatMap(({ item }) => {
          const own = scoreOf(item, answers.reply(`own ${item.id}`));
          const control = scoreOf(item, answers.reply(`control ${item.id}`));
          return own === undefined || control === undefined ? [] : [{ own, control }];
        });
        return paired(pairs, {
          what: 'items were put into other words and answered',
          says: ({ own, control }) =>
            `It scores ${inPercent(own)} on the release's words and ${inPercent(control)} on a judge's, by rules.`,
        });
      },
    };
  },
};
