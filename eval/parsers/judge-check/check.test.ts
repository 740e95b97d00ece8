import { expect, test } from 'vitest';
import type { Model } from '../../model.js';
import { checkJudge, leastAccuracy } from './check.js';
import { freeFormGroups } from './free-form-cases.js';
import { multipleChoiceGroups } from './multiple-choice-cases.js';

/** A judge that replies to what it is asked without any server. */
function judgeThat(reply: (prompt: string) => string): Model {
  return {
    name: 'tested',
    origin: 'here',
    kind: 'chat',
    defaults: {},
    reusable: false,
    ask: async ({ messages }) => ({ text: reply(messages.at(-1)?.content ?? ''), finishReason: 'stop' }),
  };
}

/** What a judge that reads every case rightly says; `sealed` text differs from the response, so it goes by the question. */
function known(prompt: string): string {
  const shown = prompt
    .split(/<<<response \w{20}>>>/)[1]
    ?.trim()
    .replaceAll('[ [', '[[')
    .replaceAll('] ]', ']]');
  const alike = (response: string): boolean =>
    response.replace(/[^\p{L}\p{N}]/gu, '') === shown?.replace(/[^\p{L}\p{N}]/gu, '');
  for (const { prompt: question, answers } of [...freeFormGroups, ...multipleChoiceGroups]) {
    if (!prompt.startsWith(`Question:\n${question}\n`)) continue;
    const found =
      answers.find(([response]) => response.trim() === shown) ??
      answers.find(([response]) => alike(response));
    if (found) return `[[${found[1]}]]`;
  }
  return 'I do not know this one.';
}

test('a judge that is always right has accuracy 1 and no bias', async () => {
  expect(await checkJudge(judgeThat(known))).toMatchObject({
    judge: 'tested',
    accuracy: 1,
    freeForm: 1,
    multipleChoice: 1,
    unreadable: 0,
    misled: 0,
    bias: expect.closeTo(0, 9),
  });
});

test('a judge that is always kind is found out', async () => {
  const check = await checkJudge(judgeThat((prompt) => (prompt.includes('Options:') ? '[[A]]' : '[[1]]')));
  expect(check.accuracy).toBeLessThan(leastAccuracy);
  expect(check.bias).toBeGreaterThan(0.3);
  expect(check.misled).toBeGreaterThan(5);
});

test('a judge that says nothing has read nothing', async () => {
  const check = await checkJudge(judgeThat(() => 'Hm.'));
  expect(check).toMatchObject({ accuracy: 0, unreadable: check.cases, misled: 0, bias: 0 });
  expect(check.cases).toBeGreaterThanOrEqual(200);
});
