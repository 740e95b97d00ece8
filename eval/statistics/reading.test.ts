import { expect, test } from 'vitest';
import type { GradeRecord } from '../records.js';
import { readingAgreement } from './reading.js';

const grade = (item: string, rest: Partial<GradeRecord>): GradeRecord => ({
  item,
  repeat: 0,
  key: '',
  score: 1,
  parser: 'rule',
  by: 'exact',
  confidence: 1,
  ...rest,
});
const formatOf = (item: string) => (item.startsWith('f') ? 'free-form' : 'multiple-choice');

test('agreement of rules with the audit, and of judges with each other', async () => {
  const vote = (score: number | null, answer?: string) => ({
    by: 'j',
    score,
    ...(answer === undefined ? {} : { answer }),
    ...(score === null ? { reason: 'unparsed' as const } : {}),
  });
  const grades = [
    grade('f1', { score: 1, audit: 0.6 }),
    grade('f2', { score: 0, audit: 0.7 }),
    grade('c1', { score: 1, audit: 1 }),
    grade('c2', { score: 1, audit: null }),
    grade('f3', { votes: [vote(0.9), vote(1)] }),
    grade('f4', { votes: [vote(0.4), vote(1)] }),
    grade('c3', { votes: [vote(0, 'B'), vote(0, 'C')] }),
    grade('c4', { votes: [vote(null), vote(null)] }),
  ];
  expect(await readingAgreement(grades, formatOf)).toEqual({
    audit: { responses: 3, agreed: 2 },
    panel: { responses: 4, agreed: 2, alone: {} },
  });
});

test('who alone gave a verdict that could be read is counted', async () => {
  const unread = { by: 'b', score: null, reason: 'judge-unreadable' as const };
  const grades = [
    grade('f1', { votes: [{ by: 'a', score: 1 }, unread] }),
    grade('f2', { votes: [unread, { by: 'a', score: 0 }] }),
    grade('f3', { votes: [unread, unread] }),
  ];
  expect((await readingAgreement(grades, formatOf)).panel).toEqual({
    responses: 3,
    agreed: 1,
    alone: { a: 2 },
  });
});

test('nothing audited and one judge: nothing to say', async () => {
  expect(await readingAgreement([grade('f1', {})], formatOf)).toEqual({ audit: null, panel: null });
});
