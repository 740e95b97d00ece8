import { expect, test } from 'vitest';
import type { GradeRecord } from '../records.js';
import { agreementOf } from './agreement.js';

function grade(item: string, score: number | null, by = 'exact'): GradeRecord {
  return { item, repeat: 0, key: '', score, parser: 'rule', by, confidence: 1 };
}

test('shares by split and by rule; free-form on the same side of one half', () => {
  const rules = [
    grade('f1', 1),
    grade('f2', 0, 'number'),
    grade('f3', 1, 'number'),
    grade('f4', null),
    grade('c1', 1, 'letter'),
    grade('c2', 0, 'letter'),
    grade('only-here', 1),
  ];
  const judge = [
    grade('f1', 0.6),
    grade('f2', 0.4),
    grade('f3', 0.4),
    grade('f4', 1),
    grade('c1', 1),
    grade('c2', 1),
  ];
  const found = agreementOf(rules, judge, (item) => (item.startsWith('f') ? 'free-form' : 'multiple-choice'));
  expect(found['free-form']).toMatchObject({ responses: 4, decided: 0.75, both: 3, equal: 2 });
  expect(found['free-form'].byRule).toEqual({
    exact: { both: 1, equal: 1, share: 1 },
    number: { both: 2, equal: 1, share: 0.5 },
  });
  expect(found['multiple-choice']).toMatchObject({ both: 2, equal: 1, share: 0.5 });
});

test('nothing in common has no share', () => {
  const { both, share, decided } = agreementOf([grade('a', 1)], [grade('b', 1)], () => 'free-form')[
    'free-form'
  ];
  expect({ both, share, decided }).toEqual({ both: 0, share: null, decided: null });
});
