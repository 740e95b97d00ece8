import { expect } from 'vitest';
import type { LoopbackRequest } from '../../../eval/loopback/index.js';
import { answerSum, sumIn } from '../../../eval/testing/sum-release.js';
import type { ReliabilityCase } from '../../reliability/case.js';
import { cleanScore, items, onTrial } from '../world.js';

const forms: readonly ((answer: string, request: LoopbackRequest) => string)[] = [
  (answer, request) => (sumIn(request).isChoice ? `I would go for option ${answer}.` : `It makes ${answer}.`),
  (answer) => answer,
  (answer, request) =>
    sumIn(request).isChoice
      ? `Option C is too much, and option B or A might be it.\nAdding up, I see which.\nThe answer is ${answer}.`
      : `First I thought of 17, then of 99.\nAdding up carefully, I get there.\nThe answer is ${answer}.`,
  (answer) => `<think>Could it be C? Or 17? No.</think>\n${answer}`,
];

export const formsOfAnswers: ReliabilityCase = {
  given:
    'answers as a sentence, as a bare letter or number, after a chain of thought that names others, after `<think>`',
  outcome: 'the same score by rules alone, nothing unscored',
  check: async () => {
    for (const form of forms) {
      await onTrial(
        { subject: { answer: (request) => form(answerSum(request), request) } },
        async ({ run }) => {
          expect(await run()).toMatchObject({
            complete: true,
            score: cleanScore,
            n: items,
            unscored: {},
            judgeRequests: 0,
          });
        },
      );
    }
  },
};
