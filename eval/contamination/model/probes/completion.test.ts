import { describe, expect, test } from 'vitest';
import type { ReleaseItem } from '../../../../src/core/schemas/release-item.js';
import { freeForm } from '../../../parsers/item.fixture.js';
import { itemsWithBorrowedWords } from '../borrowed-words.js';
import { halvesOf } from '../halves.js';
import type { ProbeAnswers } from '../probe.js';
import { completion } from './completion.js';

const asReleased = (item: ReturnType<typeof freeForm>): ReleaseItem => ({
  ...item,
  ...{ weight: 1, pi: 1, tilt: 1, difficulty: null, similarity: null, cluster: 0, canary: '' },
});

describe('items that are given back word for word', () => {
  const template =
    'alone in the tower and then asks everybody who comes by what the bell was for in the old days';
  const passage =
    'The mill stood by the river until the flood took its wheel away, after which the miller carved clocks for the towns along the upper valley.';
  const own = freeForm(
    'Whose grey donkey carried the glass lantern over the frozen lake before the harbour master had opened the seven gates?',
    ['nobody'],
  );
  const items = [
    own,
    freeForm(`The keeper Anselm sits and eats his bread and cheese ${template}`, ['hours']),
    freeForm(`The keeper Berthold lies and drinks a jug of water ${template}`, ['fire']),
    freeForm('Who carved clocks?', ['the miller'], passage),
  ].map(asReleased);
  const rest = new Map(halvesOf(items).map(({ item, second }) => [`own ${item.id}`, second.join(' ')]));
  const answers: ProbeAnswers = { reply: (id) => rest.get(id), score: () => undefined };
  const seenOf = (asked: readonly ReleaseItem[], others: readonly ReleaseItem[]) => {
    const borrowed = itemsWithBorrowedWords(asked, others);
    const material = { version: 'tried', canary: '', kind: 'base' as const, splits: [asked], borrowed };
    return completion.plan(material).conclude(answers);
  };

  test('are told where their words stand in no passage and no other item, also of too few for a test', () => {
    expect(rest.size).toBe(4);
    expect(seenOf(items, items)).toMatchObject({
      state: 'too-few',
      says: expect.stringContaining('4 were continued word for word'),
      seen: [{ item: own.id, label: 'question', probe: 'completion' }],
    });
  });

  test('are not told where the words stand in an item that is not asked about', () => {
    const [, one, other] = items;
    if (!one || !other) throw new Error('There are two of the template.');
    expect(seenOf([one], [one])).toMatchObject({ seen: [{ item: one.id }] });
    expect(seenOf([one], [one, other])).toMatchObject({ seen: [] });
    // The same question with another answer is the same question.
    expect(seenOf([one], [one, asReleased(freeForm(one.prompt, ['bread']))])).toMatchObject({
      seen: [{ item: one.id }],
    });
  });
});
