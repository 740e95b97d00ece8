import { describe, expect, test } from 'vitest';
import { freeForm } from '../../../parsers/item.fixture.js';
import { questionsOf } from '../question.js';
import { askingSentences } from './asking-sentences.js';
import { asksTheSame, gistOf } from './asks-the-same.js';
import { openConfirmation } from './confirm.js';
import { findCandidates } from './find-candidates.js';
import { paraphraseIndex, paraphraseTargets } from './targets.js';

describe('rules that tell two questions apart', () => {
  const question = 'Which tower of 90 metres did Ada Brook build before the flood?';
  test.each([
    ['the same in other words', 'What 90 metre tower was put up by Ada Brook ahead of the flood?', true],
    ['another number', 'What 80 metre tower was put up by Ada Brook ahead of the flood?', false],
    ['another name', 'What 90 metre tower was put up by Ada Field ahead of the flood?', false],
    ['an opposite', 'What 90 metre tower was put up by Ada Brook after the flood?', false],
    ['a denial', 'What 90 metre tower was never put up by Ada Brook ahead of the flood?', false],
    ['another thing wanted', 'Why was a tower of 90 metres put up by Ada Brook ahead of the flood?', false],
    ['yes or no', 'Was the 90 metre tower put up by Ada Brook ahead of the flood?', false],
    ['the same frame filled in otherwise', question.replace('tower', 'mill'), false],
  ])('%s', (_, other, same) => {
    expect(asksTheSame(gistOf(question), gistOf(other))).toBe(same);
    expect(asksTheSame(gistOf(other), gistOf(question))).toBe(same);
  });
});

test('sentences that ask, with those before them on their line; in tables and JSON too', () => {
  const text = [
    'It rained. J. Hill lost a boat. Who found the boat again?',
    'No question here. Nor here.',
    '17\twhich river is the longest\tyes',
    '{"id": 3, "text": "how are nets mended by hand"}',
  ].join('\n');
  const found = [...askingSentences(text)];
  expect(found.map((sentence) => sentence.text)).toEqual([
    'Who found the boat again?',
    'which river is the longest',
    expect.stringContaining('how are nets mended by hand'),
  ]);
  expect(found[0]?.before).toEqual(['It rained.', 'J. Hill lost a boat.']);
  for (const { start, end, text: asked } of found) expect(text.slice(start, end)).toContain(asked);
});

test('a paraphrase is found in its place with its answer, and what is only alike is not', async () => {
  const items = [
    freeForm('Which old craftsman repaired the bell of the harbour tower after the great storm?', [
      'Varnholt',
    ]),
    freeForm('How many wooden bridges cross the canal by the northern mill?', ['17']),
    freeForm(
      'A ferry takes 12 cars. It crosses the bay 9 times a day. How many cars can it carry in a day?',
      ['108'],
    ),
  ];
  const questions = questionsOf(items);
  const targets = paraphraseTargets(items, questions);
  expect(targets.map(({ sentences }) => sentences)).toEqual([1, 1, 3]);
  const lines = [
    'Nothing is asked in this line about bells.',
    'Who was the craftsman that mended the old harbour tower bell when the great storm was over? Varnholt did.',
    'Where do craftsmen meet at the old harbour when a storm is great news for the fishermen?',
    'On 9 trips a day over the bay a ferry carries cars. It has room for 12. How many cars does it take in one day?',
    'On 8 trips a day over the bay a ferry carries cars. It has room for 12. How many cars does it take in one day?',
  ];
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  const candidates = findCandidates(bytes, bytes.length, questions, paraphraseIndex(targets));
  const confirmation = await openConfirmation(targets, {});
  try {
    const found = await confirmation.confirm(candidates);
    expect(found.map(({ question, line, answer, kind }) => ({ question, line, answer, kind }))).toEqual([
      { question: 0, line: 1, answer: true, kind: 'paraphrase' },
      { question: 2, line: 3, answer: false, kind: 'paraphrase' },
    ]);
    expect(confirmation.encoded).toBe(new Set(candidates.map(({ sentence }) => sentence)).size);
    expect(await confirmation.confirm([])).toEqual([]);
  } finally {
    await confirmation.close();
  }
  // What begins behind a block's own bytes is the next block's.
  const own = Buffer.byteLength(`${lines[0]}\n`);
  expect(findCandidates(bytes, own, questions, paraphraseIndex(targets))).toEqual([]);
});
