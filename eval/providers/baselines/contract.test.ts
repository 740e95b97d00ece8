import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuestionView } from '../../model.js';
import { openModel } from '../index.js';
import { baselines } from './index.js';

/** A vector for any text: four numbers from its letters, of length 1. */
async function embed(texts: readonly string[]): Promise<Float32Array> {
  const rows = texts.map((text) => {
    const sums = [1, 0, 0, 0];
    for (const [place, letter] of [...text].entries()) {
      sums[place % 4] = (sums[place % 4] ?? 0) + (letter.codePointAt(0) ?? 0);
    }
    return sums.map((sum) => sum / Math.hypot(...sums));
  });
  return new Float32Array(rows.flat());
}

const candidates = ['red', 'ten', 'a long answer of several words'];

const questions: fc.Arbitrary<QuestionView[]> = fc.uniqueArray(
  fc.record(
    {
      id: fc.stringMatching(/^[0-9a-f]{32}$/),
      context: fc.option(fc.string()),
      prompt: fc.string(),
      options: fc.array(fc.string(), { minLength: 2, maxLength: 10 }),
    },
    { requiredKeys: ['id', 'context', 'prompt'] },
  ),
  { minLength: 1, maxLength: 8, selector: ({ id }) => id },
);

/** What a baseline answers to each question, told of all of them in this order. */
async function answers(name: string, asked: readonly QuestionView[], seed = 0): Promise<Map<string, string>> {
  const model = await openModel(`baseline:${name}`, { environment: {}, embed });
  await model.prepare?.({ questions: asked, candidates });
  const given = new Map<string, string>();
  for (const item of asked) {
    const { text } = await model.ask({ messages: [], parameters: { seed }, item });
    given.set(item.id, text);
  }
  return given;
}

describe.each(baselines.all())('baseline $name', ({ name }) => {
  test('is a model of this machine whose answers no other run may use', async () => {
    const model = await openModel(`baseline:${name}`, { environment: {}, embed });
    expect(model).toMatchObject({ name: `baseline:${name}`, origin: 'local', reusable: false });
    await expect(model.ask({ messages: [], parameters: {} })).rejects.toMatchObject({ code: 'usage' });
  });

  test('answers a choice with the letter of an option, and any other question with a text', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (asked) => {
        const given = await answers(name, asked);
        for (const { id, options } of asked) {
          const text = given.get(id) ?? '';
          if (options) expect('ABCDEFGHIJ'.slice(0, options.length)).toContain(text);
          expect(text).not.toBe('');
        }
      }),
      { numRuns: 40 },
    );
  });

  test('answers alike in any order of the questions, by the seed', async () => {
    await fc.assert(
      fc.asyncProperty(questions, fc.nat(1000), async (asked, seed) => {
        expect(await answers(name, asked.toReversed(), seed)).toEqual(
          new Map([...(await answers(name, asked, seed))].toReversed()),
        );
      }),
      { numRuns: 40 },
    );
  });
});
