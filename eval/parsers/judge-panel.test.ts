import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choice, freeForm } from './item.fixture.js';
import { withJudge } from './judge.fixture.js';
import { panelVerdict } from './judge-panel.js';
import { modelParser } from './model.js';
import type { Vote } from './parser.js';

const item = freeForm('What stands on the shelf?', ['a jar']);
const options = choice('What stands on the shelf?', ['a jar', 'a book', 'a cup'], 'A');
const scored = (score: number): Vote => ({ by: 'j', score, answer: String(score) });
const chose = (letter: string): Vote => ({ by: 'j', score: Number(letter === 'A'), answer: letter });
const none: Vote = { by: 'j', score: null, reason: 'unparsed' };
const unreadable: Vote = { by: 'j', score: null, reason: 'judge-unreadable' };
const unavailable: Vote = { by: 'j', score: null, reason: 'judge-unavailable' };

describe('several judges of a free answer', () => {
  test.each<[string, Vote[], 'median' | 'majority', object]>([
    ['the middle score', [scored(0), scored(0.9), scored(1)], 'median', { score: 0.9, confidence: 2 / 3 }],
    [
      'the mean of the middle two',
      [scored(0), scored(0.4), scored(0.8), scored(1)],
      'median',
      { score: 0.6 },
    ],
    ['most say right', [scored(0), scored(0.6), scored(1)], 'majority', { score: 1 }],
    ['most say wrong', [scored(0), scored(0.4), scored(1)], 'majority', { score: 0 }],
    ['as many as not', [scored(0), scored(1)], 'majority', { score: null, reason: 'judges-disagree' }],
    ['who cannot be read has no vote', [scored(1), unreadable, unreadable], 'median', { score: 1 }],
    ['nobody can be read', [unreadable, unreadable], 'median', { score: null, reason: 'judge-unreadable' }],
    [
      'one could not be asked',
      [scored(1), unavailable],
      'median',
      { score: null, reason: 'judge-unavailable' },
    ],
  ])('%s', (_name, votes, kind, expected) => {
    expect(panelVerdict(item, votes, kind)).toMatchObject(expected);
  });

  test('say what each of them says, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 7 }), (tenths) => {
        const votes = tenths.map((tenth) => scored(tenth / 10));
        const verdict = panelVerdict(item, votes, 'median');
        expect(panelVerdict(item, votes.toReversed(), 'median').score).toBe(verdict.score);
        expect(verdict.score).toBeGreaterThanOrEqual(Math.min(...tenths) / 10);
        expect(verdict.score).toBeLessThanOrEqual(Math.max(...tenths) / 10);
        expect(verdict.votes).toEqual(votes);
      }),
    );
  });
});

test.each<[string, Vote[], object]>([
  ['the letter of most', [chose('A'), chose('B'), chose('A')], { score: 1, answer: 'A' }],
  ['no letter by most', [none, none, chose('A')], { score: null, reason: 'unparsed' }],
  ['a tie', [chose('A'), chose('B')], { score: null, reason: 'judges-disagree' }],
])('several judges of a choice: %s', (_name, votes, expected) => {
  expect(panelVerdict(options, votes, 'median')).toMatchObject(expected);
});

test('all are asked, and a verdict names them', async () => {
  await withJudge({ name: 'strict', replies: ['[[0]]'] }, (strict, first) =>
    withJudge({ name: 'kind', replies: ['[[1]]'] }, (kind, second) =>
      withJudge({ name: 'fair', replies: ['[[0.5]]'] }, async (fair) => {
        const verdict = await modelParser.parse(
          { item, response: 'a vase' },
          { judges: [strict, kind, fair] },
        );
        expect(verdict).toMatchObject({ score: 0.5, by: 'strict, kind, fair' });
        expect(verdict.votes?.map(({ by, score }) => [by, score])).toEqual([
          ['strict', 0],
          ['kind', 1],
          ['fair', 0.5],
        ]);
        expect([first.length, second.length]).toEqual([1, 1]);
      }),
    ),
  );
});
