import { expect } from 'vitest';
import { answerSum } from '../../../eval/testing/sum-release.js';
import type { ReliabilityCase } from '../../reliability/case.js';
import { cleanScore, items, onTrial } from '../world.js';

const chatter = 'Let me weigh that once more before I say anything. '.repeat(2000);

export const longAnswers: ReliabilityCase = {
  given: 'answers of 100 KB',
  outcome: 'read from both ends; the score of a clean run',
  check: () =>
    onTrial(
      { subject: { answer: (request) => `${chatter}\n\nAnswer: ${answerSum(request)}` } },
      async ({ run, server }) => {
        expect(await run()).toMatchObject({ complete: true, score: cleanScore, unscored: {} });
        expect(server.requests).toBe(items);
      },
    ),
};
